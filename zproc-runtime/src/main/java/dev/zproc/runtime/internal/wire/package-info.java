/** Messages between processes and their bytes: hand-written, bounded, versioned. */
@NullMarked
package dev.zproc.runtime.internal.wire;

import org.jspecify.annotations.NullMarked;
