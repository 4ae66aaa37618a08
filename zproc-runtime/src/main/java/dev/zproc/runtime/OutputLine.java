package dev.zproc.runtime;

/**
 * A line that a child has printed, as {@link Output#lines} tells it.
 *
 * @param child the name of the child
 * @param isError whether it came on stderr
 * @param text the line, without its end, which is a line feed, or a carriage return and a line feed
 */
public record OutputLine(String child, boolean isError, String text) {}
