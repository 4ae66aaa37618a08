package dev.zproc.runtime.internal.swarm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** The process of a worker, as the package above has started it. */
public interface WorkerProcess {

  /** Starts processes. */
  interface Starter {

    /**
     * Begins to start one; returns at once.
     *
     * @param worker its number
     * @param endpoint where the broker is
     * @param secret by which it proves that it is this worker
     * @param mark where it is to say which task it is at; may be empty
     */
    WorkerProcess start(int worker, String endpoint, byte[] secret, String mark);

    /** Makes a file of this user alone, which the next process sweeps if this one is killed. */
    Path newFile() throws IOException;
  }

  /** The id of the process; -1 if there is none yet. */
  long pid();

  /** Where it listens for a debugger; 0 if it does not. */
  int debugPort();

  /** Ends it in order. */
  void stop();

  /** Ends it at once. */
  void kill();

  /** Complete when it has ended, or could not be started; never fails. */
  CompletableFuture<WorkerDeath> ended();
}
