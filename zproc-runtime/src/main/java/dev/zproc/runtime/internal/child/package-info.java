/** The child's side of its life: bootstrap, lifeline and exit guard. */
@NullMarked
package dev.zproc.runtime.internal.child;

import org.jspecify.annotations.NullMarked;
