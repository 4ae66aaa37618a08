package dev.zproc.runtime.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A dictionary takes every public enum of {@code java.time}, whatever accessors are loaded. */
class JavaTimeEnumsTest {

  @Test
  void everyOneGoesIntoADictionaryAndComesBack() throws Exception {
    CodecType<Object> dynamic = Codecs.dynamic();
    List<? extends Class<?>> enums = publicEnums();
    assertThat(enums).hasSizeGreaterThan(10);
    for (Class<?> each : enums) {
      for (Object constant : each.getEnumConstants()) {
        assertThat(dynamic.decode(dynamic.encode(constant))).isSameAs(constant);
      }
    }
  }

  private static List<? extends Class<?>> publicEnums() throws Exception {
    Path classes = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
    try (Stream<Path> files = Files.walk(classes.resolve("java/time"))) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> named(name.substring(0, name.length() - 6).replace('/', '.')))
          .filter(type -> type.isEnum() && java.lang.reflect.Modifier.isPublic(type.getModifiers()))
          .filter(type -> type.getEnclosingClass() == null)
          .toList();
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
