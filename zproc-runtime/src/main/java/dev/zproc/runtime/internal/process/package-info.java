/** The parent's side of a child: the java command, the fork, the output pumps, supervision. */
@NullMarked
package dev.zproc.runtime.internal.process;

import org.jspecify.annotations.NullMarked;
