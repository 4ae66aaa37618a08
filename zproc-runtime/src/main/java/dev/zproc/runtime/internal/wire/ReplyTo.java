package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.EngineException;

/**
 * Told what became of one request, once. Called by the thread that owns the channel, or by the one
 * that submits if the request is refused at once; implementations hand over and return.
 */
public interface ReplyTo {

  /** The request was done. */
  void replied(Reply reply);

  /** It was not, or nobody knows. */
  void failed(EngineException cause);
}
