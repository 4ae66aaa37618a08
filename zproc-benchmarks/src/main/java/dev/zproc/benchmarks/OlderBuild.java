package dev.zproc.benchmarks;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.ZProc;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Another build of zproc, against which the plays are compiled anew, with its processor: so it
 * takes part with the same sources and the code that it generates itself. A play that it has no API
 * for is left out, and only that one.
 *
 * <p>Threads: used by the main thread only.
 */
final class OlderBuild implements AutoCloseable {

  private final List<String> libraries;
  private final String processorPath;
  private final Path plays;
  private final Path classes;

  /**
   * Looks at {@code where}: a checkout that has been built, or a class path with the processor.
   *
   * @param sources those of this program
   * @throws IllegalArgumentException if it is neither; the message says what to build
   */
  OlderBuild(String where, Path sources) throws IOException {
    if (Files.exists(Path.of(where.split(File.pathSeparator)[0], "pom.xml"))) {
      Path checkout = Path.of(where).toAbsolutePath();
      libraries = new ArrayList<>();
      libraries.add(jar(checkout, "zproc-annotations"));
      libraries.add(jar(checkout, "zproc-runtime"));
      for (String module : List.of("samples", "zproc-benchmarks")) {
        Path file = checkout.resolve(module).resolve("target/class-path.txt");
        if (Files.exists(file)) {
          libraries.addAll(List.of(Files.readString(file).strip().split(File.pathSeparator)));
          break;
        }
      }
      processorPath = jar(checkout, "zproc-processor");
    } else {
      libraries = List.of(where.split(File.pathSeparator));
      processorPath = where;
    }
    plays = sources.toAbsolutePath().resolve(Path.of("", Ours.PLAYS.split("\\.")));
    classes = Files.createTempDirectory("zproc-older");
  }

  private static String jar(Path checkout, String module) throws IOException {
    Path target = checkout.resolve(module).resolve("target");
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, module + "-*.jar")) {
        for (Path jar : jars) {
          if (!jar.toString().matches(".*-(sources|javadoc|tests)\\.jar")) {
            return jar.toString();
          }
        }
      }
    }
    throw new IllegalArgumentException(
        checkout + " is not built; run mvn -Pfast -Dmaven.test.skip package there");
  }

  /** Its processor and what it needs, as {@link Processor#before} reads them; null if not known. */
  @Nullable String processor() {
    return processorPath.endsWith(".jar") && !processorPath.contains(File.pathSeparator)
        ? String.join(File.pathSeparator, processorPath, String.join(File.pathSeparator, libraries))
        : null;
  }

  /** Compiles the plays against it. */
  Ours compile() throws IOException {
    Set<Path> sources = new LinkedHashSet<>();
    try (Stream<Path> files = Files.list(plays)) {
      files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
    }
    Map<String, String> unable = new HashMap<>();
    while (!sources.isEmpty()) {
      Map<Path, String> errors = compile(sources);
      if (errors.isEmpty()) {
        break;
      }
      errors.forEach((file, error) -> unable.put(simpleName(file), "it cannot do this: " + error));
      if (!sources.removeAll(errors.keySet())) {
        throw new IOException("cannot compile the plays against it: " + errors.values());
      }
    }
    return new Ours("zproc before", classPath(), List.of(), unable);
  }

  private static String simpleName(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private Map<Path, String> compile(Set<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-nowarn",
              "-d",
              classes.toString(),
              "-cp",
              String.join(File.pathSeparator, classPath()),
              "-processorpath",
              processorPath);
      compiler
          .getTask(
              new StringWriter(),
              files,
              said,
              options,
              null,
              files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    Map<Path, String> errors = new HashMap<>();
    for (Diagnostic<? extends JavaFileObject> one : said.getDiagnostics()) {
      if (one.getKind() == Diagnostic.Kind.ERROR) {
        JavaFileObject source = one.getSource();
        String message = one.getMessage(Locale.ROOT).lines().findFirst().orElse("");
        errors.putIfAbsent(source == null ? Path.of("") : Path.of(source.toUri()), message);
      }
    }
    return errors;
  }

  /** Its plays, itself, then all of ours but our own zproc. */
  private List<String> classPath() {
    List<String> path = new ArrayList<>(List.of(classes.toString()));
    path.addAll(libraries);
    List<Path> replaced = List.of(home(ZProc.class), home(ChildProcess.class));
    for (String entry : Ours.ownClassPath()) {
      if (!replaced.contains(Path.of(entry).toAbsolutePath().normalize())) {
        path.add(entry);
      }
    }
    return path;
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      Folders.delete(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
