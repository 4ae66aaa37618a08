package dev.zproc.runtime.internal.console;

import java.net.URI;

/** A console that is open. */
public interface Console extends AutoCloseable {

  /** Where it is, with what lets people in. */
  URI address();

  /** Ends it, and the connections of all who look; does not wait for them. */
  @Override
  void close();
}
