package dev.zproc.runtime;

/** What a write to a durable state survives once it has returned. */
public enum Durability {
  /**
   * Nothing: the file follows, at most two turns of the server behind. An orderly end loses
   * nothing; whatever else ends the program may cost the last moments, never more than that.
   */
  MEMORY,

  /**
   * The end of the program, {@code kill -9} included; the loss of power may cost the last moments.
   */
  PROCESS,

  /** The loss of power too, as far as the disk is honest. */
  DISK
}
