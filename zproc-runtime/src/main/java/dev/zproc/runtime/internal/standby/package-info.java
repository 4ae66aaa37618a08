/** JVMs that wait, warm, for the next call; the parent's side. */
@NullMarked
package dev.zproc.runtime.internal.standby;

import org.jspecify.annotations.NullMarked;
