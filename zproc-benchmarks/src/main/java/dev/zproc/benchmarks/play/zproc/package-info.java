/** Ours, through the public API alone, so that the same sources compile against an older build. */
@NullMarked
package dev.zproc.benchmarks.play.zproc;

import org.jspecify.annotations.NullMarked;
