/**
 * What generated code extends and calls; thin and stable, so that bugs are fixed in a jar and not
 * by recompiling users.
 */
@NullMarked
package dev.zproc.runtime.spi;

import org.jspecify.annotations.NullMarked;
