package dev.zproc.runtime.internal.engine;

/**
 * Told what became of one request, once. Called by a thread of the engine, or by the one that asks
 * if the request is refused at once; implementations hand over and return.
 */
public interface Answer<R> {

  void done(R result);

  void failed(EngineException cause);
}
