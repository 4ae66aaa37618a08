/**
 * Sockets: frames from one process to another, and nothing about what they say. The only package
 * that knows JeroMQ, so that another kind of socket can stand beside it.
 */
@NullMarked
package dev.zproc.runtime.internal.transport;

import org.jspecify.annotations.NullMarked;
