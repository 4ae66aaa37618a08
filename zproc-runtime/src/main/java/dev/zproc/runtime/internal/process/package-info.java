/** The process of a child as its parent has it: its command line, its fork and its exit. */
@NullMarked
package dev.zproc.runtime.internal.process;

import org.jspecify.annotations.NullMarked;
