package dev.zproc.runtime.internal.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A thread that stands for a process; its id is that of this process, of which nothing else is said
 * or done here.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ThreadHandle implements ProcessHandle {

  private final ThreadProcess process;

  ThreadHandle(ThreadProcess process) {
    this.process = process;
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public Optional<ProcessHandle> parent() {
    return Optional.of(ProcessHandle.current());
  }

  @Override
  public Stream<ProcessHandle> children() {
    return Stream.empty();
  }

  @Override
  public Stream<ProcessHandle> descendants() {
    return Stream.empty();
  }

  @Override
  public Info info() {
    return ProcessHandle.current().info();
  }

  @Override
  public CompletableFuture<ProcessHandle> onExit() {
    return process.code().thenApply(code -> this);
  }

  @Override
  public boolean supportsNormalTermination() {
    return true;
  }

  @Override
  public boolean destroy() {
    process.destroy();
    return true;
  }

  @Override
  public boolean destroyForcibly() {
    process.destroyForcibly();
    return true;
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public int compareTo(ProcessHandle other) {
    return Long.compare(System.identityHashCode(this), System.identityHashCode(other));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
