/** What runs in a contender's process, which is asked for one sample after the other. */
@NullMarked
package dev.zproc.benchmarks.play;

import org.jspecify.annotations.NullMarked;
