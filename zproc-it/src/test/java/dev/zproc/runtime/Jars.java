package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes jars for tests, without a class file on the disk whose name its locale may lack. */
final class Jars {

  private Jars() {}

  /**
   * Compiles a source into a jar.
   *
   * @param file the name of the source
   * @param manifest the main attributes, by name
   */
  static Path compile(Path jar, String file, String source, Map<String, String> manifest)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
    JavaFileManager files =
        new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///out"), kind) {
              @Override
              public OutputStream openOutputStream() {
                return classes.computeIfAbsent(name, any -> new ByteArrayOutputStream());
              }
            };
          }
        };
    JavaFileObject text =
        new SimpleJavaFileObject(URI.create("memory:///" + file), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    boolean compiled =
        compiler
            .getTask(
                null,
                files,
                null,
                List.of(
                    "-proc:none", "--release", "17", "-cp", System.getProperty("java.class.path")),
                null,
                List.of(text))
            .call();
    assertThat(compiled).isTrue();
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(jar), manifest(manifest))) {
      for (Map.Entry<String, ByteArrayOutputStream> each : classes.entrySet()) {
        out.putNextEntry(new JarEntry(each.getKey().replace('.', '/') + ".class"));
        each.getValue().writeTo(out);
        out.closeEntry();
      }
    }
    return jar;
  }

  /** Makes a jar that has a manifest and nothing else. */
  static Path empty(Path jar, Map<String, String> attributes) throws IOException {
    new JarOutputStream(Files.newOutputStream(jar), manifest(attributes)).close();
    return jar;
  }

  private static Manifest manifest(Map<String, String> attributes) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach(manifest.getMainAttributes()::putValue);
    return manifest;
  }
}
