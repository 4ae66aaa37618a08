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

  /** Asks another member from now on. */
  void moveOn() {
    turn.incrementAndGet();
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

  private URI endpoint() {
    return where.endpoints.get(Math.floorMod(turn.get(), where.endpoints.size()));
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
    URI endpoint = endpoint();
    HttpResponse<String> answer =
        await(
            http.sendAsync(
                request(endpoint, path, body, auth), HttpResponse.BodyHandlers.ofString()),
            endpoint,
            millis);
    if (answer.statusCode() / 100 == 2) {
      return parse(answer.body());
    }
    throw failure(endpoint, answer.statusCode(), answer.body());
  }

  private <T> T await(CompletableFuture<T> future, URI endpoint, long millis)
      throws GatewayException {
    try {
      return future.get(Math.max(1, millis), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      future.cancel(true);
      moveOn();
      throw GatewayException.late("etcd at " + endpoint + " has not answered in time");
    } catch (ExecutionException failed) {
      moveOn();
      throw GatewayException.unknown(
          "etcd at " + endpoint + " cannot be reached: " + failed.getCause());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw GatewayException.unknown("the connection to etcd is being closed");
    }
  }

  private GatewayException failure(URI endpoint, int status, String body) {
    String says = "etcd at " + endpoint + " says: ";
    JsonObject json;
    try {
      json = parse(body);
    } catch (GatewayException plain) {
      // What its gateway has against a request by itself is no JSON.
      String text = body.strip();
      String message = says + text.substring(0, Math.min(MAX_TEXT, text.length()));
      return status == BAD_REQUEST
          ? GatewayException.refused(message)
          : GatewayException.unknown(message + " (status " + status + ")");
    }
    String why = Json.text(json, "message");
    String message = says + (why.isEmpty() ? Json.text(json, "error") : why);
    return switch ((int) Json.number(json, "code")) {
      case INVALID, DENIED, EXHAUSTED, UNAUTHENTICATED -> GatewayException.refused(message);
      default -> {
        moveOn();
        yield GatewayException.unknown(message + " (status " + status + ")");
      }
    };
  }

  static JsonObject parse(String text) throws GatewayException {
    try {
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException other) {
      throw GatewayException.unknown("what answers is no gateway of etcd 3.4 or newer");
    }
  }

  /** Opens a stream of answers, one a line; the caller closes it. */
  InputStream stream(String path, JsonObject body, long millis) throws GatewayException {
    URI endpoint = endpoint();
    HttpResponse<InputStream> answer =
        await(
            http.sendAsync(
                request(endpoint, path, body, token()), HttpResponse.BodyHandlers.ofInputStream()),
            endpoint,
            millis);
    if (answer.statusCode() / 100 == 2) {
      return answer.body();
    }
    token = null;
    try (InputStream said = answer.body()) {
      String text = new String(said.readNBytes(4096), StandardCharsets.UTF_8);
      throw failure(endpoint, answer.statusCode(), text);
    } catch (IOException broken) {
      throw GatewayException.unknown("etcd at " + endpoint + " refuses a watch");
    }
  }
}
