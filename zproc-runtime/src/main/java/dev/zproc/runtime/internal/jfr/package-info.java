/** Events for the JDK's flight recorder; the only package that knows it. */
@NullMarked
package dev.zproc.runtime.internal.jfr;

import org.jspecify.annotations.NullMarked;
