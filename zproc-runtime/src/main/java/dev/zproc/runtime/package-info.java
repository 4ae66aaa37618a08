/** Opening a context, spawning calls as child processes, and how they end. */
@NullMarked
package dev.zproc.runtime;

import org.jspecify.annotations.NullMarked;
