package dev.zproc.etcd;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An {@link Etcd} as one line, for command lines and system properties. */
final class EtcdAddress {

  private static final String FORM =
      "etcd+http://HOST:PORT[,HOST:PORT…]/PREFIX[?NAME=VALUE&…], or etcd+https://…";

  private static final String NAMES =
      "user, password-file, trust, certificate, key, reads (linearizable or local), timeout (such"
          + " as 500ms or 10s)";

  private static final Pattern WHOLE =
      Pattern.compile("etcd\\+(https?)://([^/?]+)(?:/([^?]*))?(?:\\?(.*))?");

  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s)");

  private final Map<String, String> options = new HashMap<>();

  private EtcdAddress() {}

  /** Whether {@code text} is meant to be one. */
  static boolean isOne(String text) {
    return text.startsWith("etcd+");
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is of another form, or a file in it cannot be read; the
   *     message says so, and the cause is an {@link IOException} in the latter case
   */
  static Etcd parse(String text) {
    Matcher parts = WHOLE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address of a state on etcd; write " + FORM);
    }
    List<String> endpoints = new ArrayList<>();
    for (String each : parts.group(2).split(",", -1)) {
      endpoints.add(parts.group(1) + "://" + each);
    }
    Etcd etcd = Etcd.at(endpoints.toArray(String[]::new));
    String prefix = parts.group(3);
    if (prefix != null && !prefix.isEmpty()) {
      etcd = etcd.prefix(decoded(prefix));
    }
    return new EtcdAddress().read(parts.group(4)).applyTo(etcd);
  }

  private static String decoded(String text) {
    // A plus stands for itself; only forms of the web write a blank so.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private EtcdAddress read(@Nullable String query) {
    for (String each : query == null ? new String[0] : query.split("&")) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("'" + each + "' is no NAME=VALUE; write " + FORM);
      }
      String name = each.substring(0, equals);
      if (options.put(name, decoded(each.substring(equals + 1))) != null) {
        throw new IllegalArgumentException("'" + name + "' is there twice");
      }
    }
    return this;
  }

  private Etcd applyTo(Etcd plain) {
    Etcd etcd = plain;
    String user = options.remove("user");
    String passwordFile = options.remove("password-file");
    if (user != null || passwordFile != null) {
      if (user == null || passwordFile == null) {
        throw new IllegalArgumentException("user and password-file go together: name both");
      }
      etcd = etcd.user(user, firstLine(Path.of(passwordFile)));
    }
    String trust = options.remove("trust");
    if (trust != null) {
      etcd = etcd.trust(Path.of(trust));
    }
    String certificate = options.remove("certificate");
    String key = options.remove("key");
    if (certificate != null || key != null) {
      if (certificate == null || key == null) {
        throw new IllegalArgumentException("certificate and key go together: name both");
      }
      etcd = etcd.certificate(Path.of(certificate), Path.of(key));
    }
    String reads = options.remove("reads");
    if (reads != null) {
      etcd = etcd.reads(reads(reads));
    }
    String timeout = options.remove("timeout");
    if (timeout != null) {
      etcd = etcd.timeout(timeout(timeout));
    }
    if (!options.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + options.keySet().iterator().next() + "' is nothing that etcd has: " + NAMES);
    }
    return etcd;
  }

  private static String firstLine(Path file) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String first = lines.readLine();
      if (first == null) {
        throw new IOException("it is empty");
      }
      return first;
    } catch (CharacterCodingException other) {
      throw new IllegalArgumentException(
          "'" + file + "', the file with the password, is no text in UTF-8", other);
    } catch (IOException failed) {
      throw new IllegalArgumentException(
          "'" + file + "', the file with the password, cannot be read: " + failed, failed);
    }
  }

  private static Reads reads(String text) {
    return Arrays.stream(Reads.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("reads is linearizable or local, not '" + text + "'"));
  }

  private static Duration timeout(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("timeout is such as 500ms or 10s, not '" + text + "'");
    }
    long number = Long.parseLong(parts.group(1));
    return parts.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
  }
}
