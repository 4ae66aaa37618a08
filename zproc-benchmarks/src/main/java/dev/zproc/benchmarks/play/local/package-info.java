/** What one JVM does without any other, and what a JVM costs that does nothing. */
@NullMarked
package dev.zproc.benchmarks.play.local;

import org.jspecify.annotations.NullMarked;
