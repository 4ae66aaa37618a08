package dev.zproc.processor;

import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.write.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/**
 * Writes each generated file once.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
final class Output {

  /** Where topologies are in the class output. */
  private static final String TOPOLOGIES = "META-INF/zproc/";

  private static final int LONGEST_FILE_NAME = 255;

  private final Filer filer;
  private final Elements elements;
  private final Map<String, String> written = new HashMap<>();
  private boolean severalModules;

  Output(Filer filer, Elements elements) {
    this.filer = filer;
    this.elements = elements;
  }

  /** Learns what is being compiled. */
  void beginRound(Set<TypeRef> compiled) {
    severalModules = compiled.stream().map(TypeRef::module).distinct().count() > 1;
  }

  /**
   * {@code com.acme/}: where several modules are compiled at once, a file must say which it is for.
   */
  private String prefix(TypeElement topLevel) {
    String module = severalModules ? TypeRef.of(topLevel, elements).module() : "";
    return module.isEmpty() ? "" : module + "/";
  }

  /**
   * Writes {@code source}, generated from {@code topLevel} and nothing else; a name that is taken
   * and other failures are reported at {@code place}.
   *
   * @param remedy what the user can do to give the file another name: {@code rename 'Kitchen'}
   */
  void write(Source source, TypeElement topLevel, Place place, String remedy) {
    String prefix = prefix(topLevel);
    String name = prefix + source.qualifiedName();
    if (source.text().equals(written.get(name))) {
      return;
    }
    try {
      // Closed in any case: javac adds a warning about files that are left open.
      try (Writer writer = filer.createSourceFile(name, topLevel).openWriter()) {
        writer.write(source.text());
      }
      written.put(name, source.text());
    } catch (FilerException e) {
      // Eclipse may run a processor twice over the same sources.
      if (!source.text().equals(existing(source, prefix))) {
        place.report(Problem.NAME_TAKEN, source.simpleName(), remedy);
      }
    } catch (IOException | InvalidPathException e) {
      failed(name, source.simpleName(), topLevel, place, e);
    }
  }

  /** Under the locale C there is no file for a name with letters beyond ASCII. */
  private static void failed(
      String name, String shown, TypeElement topLevel, Place place, Exception e) {
    if (StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
      place.report(Problem.WRITE_FAILED, shown, String.valueOf(e.getMessage()));
    } else {
      place.report(Problem.NON_ASCII_NAME, Show.element(topLevel));
    }
  }

  /**
   * Writes the topology of the class {@code binaryName} as a resource beside the classes, and into
   * {@code folder} if there is one, where a file of the same text is left alone. Where the name,
   * with the package in it, is too long for a file, there is none: the program needs no document.
   */
  void topology(
      String binaryName, String text, TypeElement topLevel, Place place, Optional<Path> folder) {
    String page = binaryName + ".md";
    if (page.getBytes(StandardCharsets.UTF_8).length > LONGEST_FILE_NAME) {
      return;
    }
    String name = TOPOLOGIES + page;
    String prefix = prefix(topLevel);
    if (text.equals(written.put(prefix + name, text))) {
      return;
    }
    try {
      // As bytes: a writer's encoding would be the compiler's.
      try (OutputStream out =
          filer
              .createResource(StandardLocation.CLASS_OUTPUT, prefix, name, topLevel)
              .openOutputStream()) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (FilerException e) {
      // Written by an earlier run over the same sources, as Eclipse does them.
    } catch (IOException | InvalidPathException e) {
      failed(name, name, topLevel, place, e);
    }
    if (folder.isPresent()) {
      try {
        Path file = folder.get().resolve(page);
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
          Files.createDirectories(folder.get());
          Files.writeString(file, text);
        }
      } catch (IOException | InvalidPathException e) {
        failed(name, folder.get() + "/" + page, topLevel, place, e);
      }
    }
  }

  private String existing(Source source, String prefix) {
    try {
      return filer
          .getResource(
              StandardLocation.SOURCE_OUTPUT,
              prefix + source.packageName(),
              source.simpleName() + ".java")
          .getCharContent(true)
          .toString();
    } catch (IOException | IllegalArgumentException e) {
      return "";
    }
  }
}
