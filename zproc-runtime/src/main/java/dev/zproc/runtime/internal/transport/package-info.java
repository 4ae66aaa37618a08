/**
 * Sockets: frames from one process to another, and nothing about what they say. The only package
 * that knows JeroMQ, beside which Unix-domain sockets stand; {@code Sockets} makes either.
 */
@NullMarked
package dev.zproc.runtime.internal.transport;

import org.jspecify.annotations.NullMarked;
