/** Signals that come to this process, and what an interrupt of a wait means. */
@NullMarked
package dev.zproc.runtime.internal.signal;

import org.jspecify.annotations.NullMarked;
