package dev.zproc.runtime.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What one logger is told, for as long as this is open.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class Logged implements AutoCloseable {

  private final Logger logger;
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord message) {
          records.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  /** Begins to listen; all that there is goes where it went before, too. */
  public Logged(String name) {
    logger = Logger.getLogger(name);
    logger.addHandler(handler);
  }

  /** Begins to listen to all from {@code level} on, which nobody else sees. */
  public Logged(String name, Level level) {
    this(name);
    logger.setLevel(level);
    logger.setUseParentHandlers(false);
  }

  /** What was told so far. */
  public List<LogRecord> records() {
    return List.copyOf(records);
  }

  /** The same, each as its level and its message. */
  public List<String> lines() {
    return records.stream().map(each -> each.getLevel() + " " + each.getMessage()).toList();
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setLevel(null);
    logger.setUseParentHandlers(true);
  }
}
