/** Who may use a server, in files: where its processes and tools find it, and by which secret. */
@NullMarked
package dev.zproc.runtime.internal.access;

import org.jspecify.annotations.NullMarked;
