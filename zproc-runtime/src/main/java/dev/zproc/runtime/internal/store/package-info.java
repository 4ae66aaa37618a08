/**
 * The state itself, as pure code: revisions, commits, history, watches and conditions. No sockets,
 * threads, clocks or Kryo.
 */
@NullMarked
package dev.zproc.runtime.internal.store;

import org.jspecify.annotations.NullMarked;
