/** The state server: an event loop around the store, and the sessions of its clients. */
@NullMarked
package dev.zproc.runtime.internal.server;

import org.jspecify.annotations.NullMarked;
