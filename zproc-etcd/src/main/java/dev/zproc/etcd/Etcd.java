package dev.zproc.etcd;

import dev.zproc.runtime.Engine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A state on etcd 3.4 or newer, which all contexts share that name the same prefix:
 *
 * <pre>{@code
 * ZProc.open(o -> o.engine(Etcd.at("http://a:2379", "http://b:2379").prefix("shop")))
 * }</pre>
 *
 * Each method but {@link #at} returns another object, and leaves this one as it is. Only the
 * process that opens the context talks to etcd; its children do as they always do.
 *
 * <p>Threads: immutable.
 */
public final class Etcd implements Engine {

  private static final int MAX_OPERATIONS = 128;
  private static final int MAX_REQUEST_BYTES = 1536 << 10;

  final List<URI> endpoints;
  final String prefix;
  final @Nullable String user;
  final @Nullable String password;
  final @Nullable Path trust;
  final @Nullable Path certificate;
  final @Nullable Path key;
  final Reads reads;
  final Duration timeout;
  final int maxOperations;
  final int maxRequestBytes;

  private Etcd(Draft draft) {
    endpoints = draft.endpoints;
    prefix = draft.prefix;
    user = draft.user;
    password = draft.password;
    trust = draft.trust;
    certificate = draft.certificate;
    key = draft.key;
    reads = draft.reads;
    timeout = draft.timeout;
    maxOperations = draft.maxOperations;
    maxRequestBytes = draft.maxRequestBytes;
  }

  private static final class Draft {
    List<URI> endpoints = List.of();
    String prefix = "zproc";
    @Nullable String user;
    @Nullable String password;
    @Nullable Path trust;
    @Nullable Path certificate;
    @Nullable Path key;
    Reads reads = Reads.LINEARIZABLE;
    Duration timeout = Duration.ofSeconds(10);
    int maxOperations = MAX_OPERATIONS;
    int maxRequestBytes = MAX_REQUEST_BYTES;
  }

  private Draft draft() {
    Draft draft = new Draft();
    draft.endpoints = endpoints;
    draft.prefix = prefix;
    draft.user = user;
    draft.password = password;
    draft.trust = trust;
    draft.certificate = certificate;
    draft.key = key;
    draft.reads = reads;
    draft.timeout = timeout;
    draft.maxOperations = maxOperations;
    draft.maxRequestBytes = maxRequestBytes;
    return draft;
  }

  /**
   * Names members of the cluster; where one does not answer, the next is asked.
   *
   * @param endpoints such as {@code http://10.0.0.1:2379}, or {@code https:}
   * @throws IllegalArgumentException if there is none, or one is of another form
   */
  public static Etcd at(String... endpoints) {
    Draft draft = new Draft();
    draft.endpoints = Stream.of(endpoints).map(Etcd::endpoint).toList();
    if (endpoints.length == 0) {
      throw new IllegalArgumentException("name at least one endpoint, as in http://10.0.0.1:2379");
    }
    return new Etcd(draft);
  }

  /**
   * Reads what the other methods say from one line, as the system property {@code zproc.engine} and
   * the option {@code --engine} of a server take it:
   *
   * <pre>
   * etcd+http://a:2379,b:2379/shop
   * etcd+https://a:2379/shop?user=baker&amp;password-file=/run/secret&amp;trust=ca.pem&amp;reads=local
   * </pre>
   *
   * After the question mark may stand {@code user} and {@code password-file} (its first line),
   * {@code trust}, {@code certificate} and {@code key} (files), {@code reads} ({@code linearizable}
   * or {@code local}) and {@code timeout} (such as {@code 500ms} or {@code 10s}).
   *
   * @throws IllegalArgumentException if it is of another form, or the file with the password cannot
   *     be read; the cause is an {@link java.io.IOException} in the latter case
   */
  public static Etcd parse(String address) {
    return EtcdAddress.parse(address);
  }

  private static URI endpoint(String text) {
    try {
      URI uri = URI.create(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      String path = uri.getPath();
      if (web
          && uri.getHost() != null
          && uri.getPort() > 0
          && (path.isEmpty() || path.equals("/"))) {
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
      }
    } catch (IllegalArgumentException other) {
      // It is told below what it has to be like.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no endpoint of etcd; write it as http://10.0.0.1:2379 or https://…");
  }

  /**
   * Says what the keys of this state begin with at etcd, {@code zproc} by default; a slash follows.
   *
   * @throws IllegalArgumentException if it is empty, or begins or ends with a slash
   */
  public Etcd prefix(String prefix) {
    if (prefix.isBlank() || prefix.startsWith("/") || prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "'" + prefix + "' is no prefix: it must not be empty, nor begin or end with '/'");
    }
    Draft draft = draft();
    draft.prefix = prefix;
    return new Etcd(draft);
  }

  /** Names the user of etcd, who must be allowed to read and write the prefix. */
  public Etcd user(String name, String password) {
    Draft draft = draft();
    draft.user = Objects.requireNonNull(name, "name");
    draft.password = Objects.requireNonNull(password, "password");
    return new Etcd(draft);
  }

  /** Trusts servers whose certificates one of those in {@code file} (PEM) has signed. */
  public Etcd trust(Path file) {
    Draft draft = draft();
    draft.trust = file.toAbsolutePath();
    return new Etcd(draft);
  }

  /**
   * Shows servers a certificate that ask for one. It lets in; etcd makes no user of it here, since
   * requests come through its gateway: where there are users, name one by {@link #user}, and show a
   * certificate without a common name (CN), since the gateway refuses others then.
   *
   * @param chain the certificate, and those that have signed it; PEM
   * @param key its private key; PEM, PKCS #8 and not encrypted
   */
  public Etcd certificate(Path chain, Path key) {
    Draft draft = draft();
    draft.certificate = chain.toAbsolutePath();
    draft.key = key.toAbsolutePath();
    return new Etcd(draft);
  }

  /**
   * Says what reads promise: {@link Reads#LINEARIZABLE} unless it is said. A write that changes
   * nothing asks etcd in either case.
   */
  public Etcd reads(Reads reads) {
    Draft draft = draft();
    draft.reads = Objects.requireNonNull(reads, "reads");
    return new Etcd(draft);
  }

  /**
   * Says how long a read, a write, or {@code ZProc.open} waits for an etcd that does not answer, or
   * a write for others that are always faster: 10 s. Then it fails. What etcd has accepted and does
   * not come back by the watch is waited for 5 s at least. The time of a write begins when its turn
   * has come, after the batch of this root's writes that is under way.
   *
   * @throws IllegalArgumentException if it is less than 100 ms, or more than an hour
   */
  public Etcd timeout(Duration timeout) {
    if (timeout.compareTo(Duration.ofMillis(100)) < 0
        || timeout.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("timeout must be from 100 ms to 1 h, not " + timeout);
    }
    Draft draft = draft();
    draft.timeout = timeout;
    return new Etcd(draft);
  }

  /**
   * Says what the servers have been started with, where that is more than etcd's own defaults: how
   * many keys one commit may touch ({@code --max-txn-ops}, 128, of which 2 are needed here), and
   * how many bytes it may have ({@code --max-request-bytes}, 1.5 MiB).
   */
  public Etcd limits(int maxOperations, int maxRequestBytes) {
    if (maxOperations < 3 || maxRequestBytes < 4096) {
      throw new IllegalArgumentException(
          "at least 3 operations and 4096 bytes are needed, not "
              + maxOperations
              + " and "
              + maxRequestBytes);
    }
    Draft draft = draft();
    draft.maxOperations = maxOperations;
    draft.maxRequestBytes = maxRequestBytes;
    return new Etcd(draft);
  }

  /** The endpoints and the prefix; no password. */
  @Override
  public String toString() {
    return "etcd at "
        + String.join(", ", endpoints.stream().map(URI::toString).toList())
        + ", prefix '"
        + prefix
        + "'";
  }
}
