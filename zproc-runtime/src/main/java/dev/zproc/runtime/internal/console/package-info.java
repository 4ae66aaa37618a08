/**
 * What a console may see of a context, and how one is found; what it sees is data, and read only.
 */
@NullMarked
package dev.zproc.runtime.internal.console;

import org.jspecify.annotations.NullMarked;
