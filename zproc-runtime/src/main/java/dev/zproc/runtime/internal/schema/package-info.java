/** Namespaces as their schemas describe them: keys, plans of waits, and what people are shown. */
@NullMarked
package dev.zproc.runtime.internal.schema;

import org.jspecify.annotations.NullMarked;
