/** Waits and watches without types: what arrives from an engine, and who waits for it. */
@NullMarked
package dev.zproc.runtime.internal.wait;

import org.jspecify.annotations.NullMarked;
