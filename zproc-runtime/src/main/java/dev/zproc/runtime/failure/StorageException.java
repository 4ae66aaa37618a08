package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/**
 * The file of a durable state could not be opened, or could not take a write; or the etcd of a
 * shared one could not be asked. The message says which it is, what is wrong with it and what to
 * do. A write that fails with this was not done. Reads of a state in a file go on, and so do writes
 * as soon as what was in the way is gone, such as a full disk.
 */
public final class StorageException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public StorageException(String message) {
    this(message, null);
  }

  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
