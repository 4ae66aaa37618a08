package dev.zproc.runtime;

import dev.zproc.runtime.internal.engine.EngineException;

/** Where the state of a context is, as far as the context has to see to it. */
interface Home {

  /** That of a child: its own bootstrap sees to it. No lambda, which a cold JVM pays for. */
  Home OF_PARENT =
      new Home() {
        @Override
        public void close() {}
      };

  /**
   * Lets go of what others would wait for; called when the children of the context have ended, also
   * where the JVM ends without closing it.
   */
  default void leave() {}

  /** Ends the use of it, when the children of the context have ended. */
  void close();

  /** Says something about it, for the log of children. */
  default String preface() {
    return "";
  }

  /** The session has ended by itself. Called by a thread of the link, which it must not hold up. */
  default void lost(EngineException cause) {}
}
