package dev.zproc.cli;

import dev.zproc.runtime.internal.client.SessionListener;
import dev.zproc.runtime.internal.engine.Bytes;

/** Told what the program says to this tool, which has no children. */
interface ProgramListener extends SessionListener {

  @Override
  default void fromChild(long session, byte kind, Bytes payload) {}

  @Override
  default void outcome(long session, Bytes payload) {}
}
