package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.Fixtures;
import dev.zproc.runtime.testing.Wires;
import dev.zproc.runtime.testing.Zmtp;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What another user of the machine gets: nothing. Runs as root on Linux, which can be that user.
 */
class OtherUserTest {

  private static final int NOBODY = 65534;

  /** `zproc`, 0: how every greeting of ours begins. */
  private static final String OURS = "7a70726f6300";

  /** Of the program, and of a socket; anybody may read it. */
  private static Path folder;

  @BeforeAll
  static void compile() throws IOException {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "this test makes processes of another user, for which it must be root");
    assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "needs setpriv, of util-linux");
    folder = Files.createTempDirectory(Path.of("/tmp"), "zproc-other-user-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path source = folder.resolve("Knock.java");
    try (InputStream text = OtherUserTest.class.getResourceAsStream("/other-user/Knock.java")) {
      Files.copy(text, source);
    }
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
        .isZero();
  }

  @AfterAll
  static void clean() throws IOException {
    if (folder != null) {
      for (String name : List.of("Knock.java", "Knock.class", "s")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }

  /** Starts `Knock` as another user, or as this one. */
  private Process knock(boolean other, String endpoint, byte[] words) throws IOException {
    List<String> command = new ArrayList<>();
    if (other) {
      command.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-cp",
            folder.toString(),
            "Knock",
            endpoint,
            HexFormat.of().formatHex(words)));
    return Fixtures.start(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
  }

  /** What a client says first, up to its hello. */
  private static byte[] hello(Wires wires, long session) {
    byte[] hello = GreetingCodec.encode(new Greeting.Hello(session, Greeting.nonce()));
    return wires == Wires.ZEROMQ
        ? joined(Zmtp.greeting(), Zmtp.ready("DEALER"), Zmtp.frame(hello))
        : ByteBuffer.allocate(4 + hello.length).putInt(hello.length).put(hello).array();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Lets everybody into the folder of a server's socket, so that the kernel's word is needed. */
  private static void unlock(String endpoint) throws IOException {
    if (endpoint.startsWith("unix:")) {
      Path socket = Path.of(endpoint.substring("unix:".length()));
      Files.setPosixFilePermissions(
          socket.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isTurnedAwayBeforeAnythingIsAnswered(Wires wires) throws Exception {
    try (Engines engines = new Engines(wires, ServerOptions.DEFAULTS)) {
      ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
      unlock(engines.server.endpoint());
      byte[] words = hello(wires, birth.session());

      String ours = heard(knock(false, engines.server.endpoint(), words));
      String theirs = heard(knock(true, engines.server.endpoint(), words));

      assertThat(ours).as("the same by this user is challenged").contains(OURS);
      assertThat(theirs).endsWith(".").doesNotContain(OURS);
      get(engines.connect(birth).ping());
    }
  }

  private static String heard(Process process) throws IOException {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      return out.readLine();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void cannotEvenFindTheSocketInItsFolder() throws Exception {
    try (Engines engines = new Engines(Wires.UNIX, ServerOptions.DEFAULTS)) {
      Process process = knock(true, engines.server.endpoint(), new byte[0]);

      assertThat(process.waitFor()).isEqualTo(1);
    }
  }
}
