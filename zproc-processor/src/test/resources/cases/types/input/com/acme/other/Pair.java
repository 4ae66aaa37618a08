package com.acme.other;

/** Shares its simple name with a type of another package. */
public record Pair(int left, int right) {}
