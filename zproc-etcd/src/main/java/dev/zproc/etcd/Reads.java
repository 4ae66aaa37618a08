package dev.zproc.etcd;

/** What a read of a state on etcd promises. */
public enum Reads {
  /**
   * It shows all that was written anywhere before it was asked for: etcd is asked first, which
   * takes about as long as a write. Where etcd does not answer, it fails.
   */
  LINEARIZABLE,

  /**
   * It shows what has come to this root so far, and all that its own processes have written; never
   * an older state than was shown before. It costs what it does without etcd, and goes on where
   * etcd does not answer.
   */
  LOCAL
}
