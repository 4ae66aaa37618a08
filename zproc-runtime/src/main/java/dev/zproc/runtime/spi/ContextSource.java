package dev.zproc.runtime.spi;

/** Where generated code gets the context of the process that it runs in. */
public interface ContextSource {

  /** The process's own context, a {@code ZProc}. */
  <T> T context(Class<T> type);
}
