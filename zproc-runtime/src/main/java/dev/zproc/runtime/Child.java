package dev.zproc.runtime;

/** A call running in a JVM of its own. */
public interface Child<R> {
  R join();
}
