package dev.zproc.console;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is let in: who names this server by its own address, knows the token, only reads, and
 * is no page of somebody else. The first keeps out names that were made to lead here (DNS
 * rebinding), the last pages that have got hold of the address.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Gate {

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int MISDIRECTED = 421;

  private final Token token;
  private final Set<String> hosts;

  /**
   * Makes the gate of a server.
   *
   * @param hosts what it may be called, with its port
   */
  Gate(Token token, Set<String> hosts) {
    this.token = token;
    this.hosts = hosts;
  }

  /**
   * What somebody wants.
   *
   * @param refusal the status of the refusal, or 0 if they are let in
   * @param page what is behind the token: empty for {@code /token/}; null for {@code /token}
   */
  record Wanted(int refusal, @Nullable String page) {

    static Wanted refused(int status) {
      return new Wanted(status, null);
    }
  }

  Wanted look(String method, String path, Headers headers) {
    List<String> host = headers.get("Host");
    if (host == null || host.size() != 1 || !hosts.contains(host.get(0))) {
      return Wanted.refused(MISDIRECTED);
    }
    int end = path.indexOf('/', 1);
    String given = path.isEmpty() ? "" : path.substring(1, end < 0 ? path.length() : end);
    if (!token.matches(given)) {
      return Wanted.refused(NOT_FOUND);
    } else if (!method.equals("GET")) {
      return Wanted.refused(METHOD_NOT_ALLOWED);
    } else if (isForeign(headers)) {
      return Wanted.refused(FORBIDDEN);
    }
    return new Wanted(0, end < 0 ? null : path.substring(end + 1));
  }

  /** Whether the browser says that a page of another origin asks; to go to the page is allowed. */
  private boolean isForeign(Headers headers) {
    String origin = headers.getFirst("Origin");
    if (origin != null && hosts.stream().noneMatch(host -> origin.equals("http://" + host))) {
      return true;
    }
    String site = headers.getFirst("Sec-Fetch-Site");
    return site != null
        && !site.equals("same-origin")
        && !site.equals("none")
        && !"document".equals(headers.getFirst("Sec-Fetch-Dest"));
  }
}
