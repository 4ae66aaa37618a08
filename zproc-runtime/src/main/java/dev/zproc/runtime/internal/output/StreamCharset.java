package dev.zproc.runtime.internal.output;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * In which character set a JVM prints on its own standard streams: from JDK 19 on what {@code
 * stdout.encoding} says, before that the default one unless it is a terminal.
 */
public final class StreamCharset {

  /** The first release that knows {@code stdout.encoding}. */
  private static final int WITH_PROPERTIES = 19;

  private StreamCharset() {}

  /** That of this JVM's first {@link System#out}. */
  static Charset ofOut() {
    return known(name("stdout", new OwnProperties()));
  }

  /** That of this JVM's first {@link System#err}. */
  static Charset ofErr() {
    return known(name("stderr", new OwnProperties()));
  }

  /**
   * The name of the character set, null if the properties do not tell.
   *
   * @param stream {@code stdout} or {@code stderr}
   */
  public static @Nullable String name(
      String stream, Function<String, @Nullable String> properties) {
    String name =
        properties.apply(
            release(properties.apply("java.specification.version")) >= WITH_PROPERTIES
                ? stream + ".encoding"
                : "sun." + stream + ".encoding");
    return name == null || name.isEmpty() ? properties.apply("file.encoding") : name;
  }

  /** No lambda: a child needs this before it does anything else. */
  private static final class OwnProperties implements Function<String, @Nullable String> {

    @Override
    public @Nullable String apply(String name) {
      return System.getProperty(name);
    }
  }

  private static int release(@Nullable String version) {
    try {
      return version == null ? WITH_PROPERTIES : Integer.parseInt(version);
    } catch (NumberFormatException e) {
      return WITH_PROPERTIES;
    }
  }

  private static Charset known(@Nullable String name) {
    try {
      return name == null ? Charset.defaultCharset() : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Charset.defaultCharset(); // as the JDK does
    }
  }
}
