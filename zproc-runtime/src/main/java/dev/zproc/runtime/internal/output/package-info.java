/** Where what a process prints goes, without a line of one in a line of another. */
@NullMarked
package dev.zproc.runtime.internal.output;

import org.jspecify.annotations.NullMarked;
