package dev.zproc.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The bytes of the protocol, kept as text, so that a change of them is a change that is seen. */
public final class Goldens {

  private static final Path FOLDER = Path.of("src", "test", "resources", "wire", "v1");

  private Goldens() {}

  /** Checks that {@code bytes} are those of the golden file {@code name}, or writes it if asked. */
  public static void check(String name, byte[] bytes) {
    String hex = HexFormat.of().formatHex(bytes).replaceAll("(.{64})", "$1\n").strip() + "\n";
    Path file = FOLDER.resolve(name + ".hex");
    try {
      if ("update".equals(System.getProperty("zproc.goldens")) && System.getenv("CI") == null) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, hex);
      }
      assertThat(hex)
          .as("wire/v1/%s.hex; -Dzproc.goldens=update writes it", name)
          .isEqualTo(Files.exists(file) ? Files.readString(file) : "missing");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the bytes of a golden file. */
  public static byte[] read(String name) throws IOException {
    String hex = Files.readString(FOLDER.resolve(name + ".hex"));
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  /** The names of all golden files. */
  public static Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      files.forEach(file -> names.add(file.getFileName().toString().replace(".hex", "")));
    }
    return names;
  }
}
