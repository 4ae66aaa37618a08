package dev.zproc.etcd;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One request to one member of etcd at a time, by its JSON gateway. Nothing is sent twice here, but
 * for what was refused because a token of the user was out of date.
 *
 * <p>Threads: safe for use by many threads; calls block.
 */
final class Gateway {

  /** How long a small request waits for one member before another is asked. */
  static final long ATTEMPT_MILLIS = 1_500;

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int MAX_TEXT = 300;
  private static final int BAD_REQUEST = 400;
  private static final int INVALID = 3;
  private static final int DENIED = 7;
  private static final int EXHAUSTED = 8;
  private static final int UNAUTHENTICATED = 16;

  private final Etcd where;
  private final HttpClient http;

  /** Which of the endpoints is asked; moves on when one does not answer. */
  private final AtomicInteger turn = new AtomicInteger();

  private volatile @Nullable String token;

  Gateway(Etcd where) throws IOException {
    this.where = where;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    if (where.trust != null || where.certificate != null) {
      builder.sslContext(Tls.context(where));
    }
    http = builder.build();
  }

  /** How long an etcd that does not answer is waited for. */
  long timeoutMillis() {
    return where.timeout.toMillis();
  }

  /** Whose turn it is now. */
  int turn() {
    return turn.get();
  }

  /** Asks another member from now on, unless that is done since it was {@code failed}'s turn. */
  void moveOn(int failed) {
    turn.compareAndSet(failed, failed + 1);
  }

  /** Posts {@code body}; throws if there is no answer within {@code millis}. */
  JsonObject call(String path, JsonObject body, long millis) throws GatewayException {
    String used = token();
    try {
      return once(path, body, used, millis);
    } catch (GatewayException failed) {
      if (where.user == null || !isAboutToken(failed)) {
        throw failed;
      }
      if (used != null && used.equals(token)) {
        token = null;
      }
      return once(path, body, token(), millis);
    }
  }

  private static boolean isAboutToken(GatewayException failed) {
    String message = String.valueOf(failed.getMessage());
    return failed.isRefused()
        && (message.contains("auth token") || message.contains("auth: revision"));
  }

  private @Nullable String token() throws GatewayException {
    String known = token;
    if (known != null || where.user == null) {
      return known;
    }
    JsonObject login = new JsonObject();
    login.addProperty("name", where.user);
    login.addProperty("password", where.password);
    String made =
        Json.text(once("/v3/auth/authenticate", login, null, where.timeout.toMillis()), "token");
    token = made;
    return made;
  }

  private URI endpoint(int asked) {
    return where.endpoints.get(Math.floorMod(asked, where.endpoints.size()));
  }

  private HttpRequest request(URI endpoint, String path, JsonObject body, @Nullable String auth) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    if (auth != null) {
      builder.header("Authorization", auth);
    }
    return builder.build();
  }

  private JsonObject once(String path, JsonObject body, @Nullable String auth, long millis)
      throws GatewayException {
    int asked = turn();
    HttpResponse<String> answer =
        await(
            http.sendAsync(
                request(endpoint(asked), path, body, auth), HttpResponse.BodyHandlers.ofString()),
            asked,
            millis);
    if (answer.statusCode() / 100 != 2) {
      throw failure(asked, answer.statusCode(), answer.body());
    }
    try {
      return parse(answer.body());
    } catch (GatewayException noGateway) {
      moveOn(asked);
      throw noGateway;
    }
  }

  private <T> T await(CompletableFuture<T> future, int asked, long millis) throws GatewayException {
    URI endpoint = endpoint(asked);
    try {
      return future.get(Math.max(1, millis), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      future.cancel(true);
      moveOn(asked);
      throw GatewayException.late("etcd at " + endpoint + " has not answered in time");
    } catch (ExecutionException failed) {
      moveOn(asked);
      throw GatewayException.unknown(
          "etcd at " + endpoint + " cannot be reached: " + failed.getCause());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw GatewayException.unknown("the connection to etcd is being closed");
    }
  }

  private GatewayException failure(int asked, int status, String body) {
    String says = "etcd at " + endpoint(asked) + " says: ";
    JsonObject json;
    try {
      json = parse(body);
    } catch (GatewayException plain) {
      // What its gateway has against a request by itself is no JSON, nor is what a proxy says that
      // does not reach it.
      String text = body.strip();
      String message = says + text.substring(0, Math.min(MAX_TEXT, text.length()));
      return status == BAD_REQUEST
          ? GatewayException.refused(message)
          : unanswered(asked, status, message);
    }
    String why = Json.text(json, "message");
    String message = says + (why.isEmpty() ? Json.text(json, "error") : why);
    return switch (code(json)) {
      case INVALID, DENIED, UNAUTHENTICATED -> GatewayException.refused(message);
      case EXHAUSTED -> GatewayException.full(message);
      default -> unanswered(asked, status, message);
    };
  }

  private GatewayException unanswered(int asked, int status, String message) {
    moveOn(asked);
    return GatewayException.unknown(message + " (status " + status + ")");
  }

  /** The code of gRPC, which others than etcd may say in words; 0 if it is not there. */
  private static int code(JsonObject json) {
    try {
      return (int) Json.number(json, "code");
    } catch (RuntimeException words) {
      return 0;
    }
  }

  static JsonObject parse(String text) throws GatewayException {
    try {
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException other) {
      throw GatewayException.unknown("what answers is no gateway of etcd 3.4 or newer");
    }
  }

  /**
   * Opens a stream of answers, one a line; the caller closes it.
   *
   * @param asked whose {@link #turn} it is
   */
  InputStream stream(int asked, String path, JsonObject body, long millis) throws GatewayException {
    URI endpoint = endpoint(asked);
    HttpResponse<InputStream> answer =
        await(
            http.sendAsync(
                request(endpoint, path, body, token()), HttpResponse.BodyHandlers.ofInputStream()),
            asked,
            millis);
    if (answer.statusCode() / 100 == 2) {
      return answer.body();
    }
    token = null;
    try (InputStream said = answer.body()) {
      String text = new String(said.readNBytes(4096), StandardCharsets.UTF_8);
      throw failure(asked, answer.statusCode(), text);
    } catch (IOException broken) {
      moveOn(asked);
      throw GatewayException.unknown("etcd at " + endpoint + " refuses a watch");
    }
  }
}
