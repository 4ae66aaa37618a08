package dev.zproc.etcd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Certificates that a test has made, with the JDK's keytool, in PEM files as etcd takes them. */
final class Certificates {

  private static final String AUTHORITY = "ca";
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final Path folder;
  private final Path store;

  /** Makes an authority, whose certificate is {@link #trust}. */
  Certificates(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    store = folder.resolve("store.p12");
    keytool("-alias", AUTHORITY, "-dname", "CN=ca", "-keyalg", "EC", "-ext", "bc=ca:true");
    write(trust(), "CERTIFICATE", load().getCertificate(AUTHORITY).getEncoded());
  }

  Path trust() {
    return folder.resolve("ca.pem");
  }

  Path chain(String name) {
    return folder.resolve(name + ".pem");
  }

  Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /**
   * Makes a certificate of {@code name} for 127.0.0.1, and its key.
   *
   * @param algorithm of the key
   * @param owner its distinguished name
   */
  void add(String name, String algorithm, String owner)
      throws IOException, GeneralSecurityException {
    String[] signed = {"-signer", AUTHORITY, "-ext", "san=ip:127.0.0.1"};
    List<String> arguments = new ArrayList<>(List.of("-alias", name, "-dname", owner));
    arguments.addAll(List.of("-keyalg", algorithm));
    arguments.addAll(Arrays.asList(signed));
    keytool(arguments.toArray(String[]::new));
    write(chain(name), "CERTIFICATE", load().getCertificate(name).getEncoded());
    write(key(name), "PRIVATE KEY", load().getKey(name, PASSWORD).getEncoded());
  }

  private static void write(Path file, String what, byte[] content) throws IOException {
    String begin = "-----BEGIN " + what + "-----\n";
    String end = "\n-----END " + what + "-----\n";
    Files.writeString(file, begin + LINES.encodeToString(content) + end);
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add("-genkeypair");
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(command + " says: " + said);
    }
  }
}
