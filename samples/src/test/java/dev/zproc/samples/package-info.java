/** Runs each sample as a user would, in a JVM of its own. */
@NullMarked
package dev.zproc.samples;

import org.jspecify.annotations.NullMarked;
