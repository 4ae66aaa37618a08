package dev.zproc.runtime.internal.wait;

/** A revision at which something that was waited for held, and what was to be captured then. */
public record Found(long revision, View view) {}
