/** Values to bytes and back: scalars in a form the server can compare, the rest through Kryo. */
@NullMarked
package dev.zproc.runtime.internal.codec;

import org.jspecify.annotations.NullMarked;
