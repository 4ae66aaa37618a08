package dev.zproc.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page: these, and nothing else that a path could name.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Pages {

  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("index.html", "text/html; charset=utf-8"),
          Map.entry("console.css", "text/css; charset=utf-8"),
          Map.entry("icon.svg", "image/svg+xml"),
          Map.entry("main.js", SCRIPT),
          Map.entry("dom.js", SCRIPT),
          Map.entry("held.js", SCRIPT),
          Map.entry("words.js", SCRIPT),
          Map.entry("processes.js", SCRIPT),
          Map.entry("waits.js", SCRIPT),
          Map.entry("state.js", SCRIPT),
          Map.entry("timeline.js", SCRIPT),
          Map.entry("swarms.js", SCRIPT));

  private final Map<String, Page> read = new ConcurrentHashMap<>();

  /** A file as it is served. */
  record Page(String type, byte[] content) {}

  /** The file called {@code name}, the page itself if that is empty; null if there is none. */
  @Nullable Page of(String name) {
    String file = name.isEmpty() ? "index.html" : name;
    String type = TYPES.get(file);
    return type == null ? null : read.computeIfAbsent(file, each -> new Page(type, content(each)));
  }

  private static byte[] content(String file) {
    try (InputStream in = Pages.class.getResourceAsStream("page/" + file)) {
      if (in == null) {
        throw new IllegalStateException("zproc-console lacks its file " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
