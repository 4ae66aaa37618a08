/**
 * Archives of loaded classes, with which the JVMs of children start in a fraction of the time:
 * whether one fits, where it is kept, and how it is made.
 */
@NullMarked
package dev.zproc.runtime.internal.archive;

import org.jspecify.annotations.NullMarked;
