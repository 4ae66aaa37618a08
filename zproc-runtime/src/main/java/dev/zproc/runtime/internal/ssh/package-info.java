/**
 * Other hosts, by the system's own ssh: what is there, what is sent there, how a JVM runs there.
 */
@NullMarked
package dev.zproc.runtime.internal.ssh;

import org.jspecify.annotations.NullMarked;
