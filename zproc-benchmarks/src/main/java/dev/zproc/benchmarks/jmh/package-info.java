/** What one thread of one JVM does by itself, measured by JMH. */
@NullMarked
package dev.zproc.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
