package dev.zproc.console;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP as anybody may, who need be no browser. */
final class Page {

  private Page() {}

  static Socket connect(URI console) throws IOException {
    return new Socket(console.getHost(), console.getPort());
  }

  /** A request in full; the connection ends after the answer, which is returned as a whole. */
  static String ask(URI console, String method, String path, String... headers) throws IOException {
    try (Socket socket = connect(console)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request(method, path, headers));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static byte[] request(String method, String path, String... headers) {
    StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  static String host(URI console) {
    return "Host: " + console.getAuthority();
  }

  static String get(URI console, String name) throws IOException {
    return ask(console, "GET", console.getPath() + name, host(console));
  }

  static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }

  /** Follows the events, and knows the newest of each name. */
  static final class Events implements AutoCloseable {

    private final InputStream body;
    private final Map<String, JsonObject> newest = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    Events(URI console) throws IOException, InterruptedException {
      HttpRequest request = HttpRequest.newBuilder(console.resolve("events")).build();
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      body = client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
      Thread reader = new Thread(this::read, "events");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
        String name = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("event: ")) {
            name = line.substring(7);
          } else if (line.startsWith("data: ")) {
            told.add(line);
            newest.put(name, JsonParser.parseString(line.substring(6)).getAsJsonObject());
          }
        }
      } catch (IOException e) {
        // It is over.
      }
      over = true;
    }

    @Nullable JsonObject newest(String name) {
      return newest.get(name);
    }

    /** Whether that has been said at any time. */
    boolean hasTold(String text) {
      return told.stream().anyMatch(line -> line.contains(text));
    }

    boolean isOver() {
      return over;
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
