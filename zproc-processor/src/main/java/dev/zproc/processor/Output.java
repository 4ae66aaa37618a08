package dev.zproc.processor;

import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.write.Source;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;

/**
 * Writes each generated file once.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
final class Output {

  private final Filer filer;
  private final Map<String, String> written = new HashMap<>();

  Output(Filer filer) {
    this.filer = filer;
  }

  /**
   * Writes {@code source}, generated from {@code topLevel} and nothing else; a name that is taken
   * and other failures are reported at {@code place}.
   *
   * @param rename what the user can set to give the file another name
   */
  void write(Source source, TypeElement topLevel, Place place, String rename) {
    String name = source.qualifiedName();
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
      if (!source.text().equals(existing(source))) {
        place.report(Problem.NAME_TAKEN, source.simpleName(), rename);
      }
    } catch (IOException e) {
      place.report(Problem.WRITE_FAILED, source.simpleName(), String.valueOf(e.getMessage()));
    }
  }

  private String existing(Source source) {
    try {
      return filer
          .getResource(
              StandardLocation.SOURCE_OUTPUT, source.packageName(), source.simpleName() + ".java")
          .getCharContent(true)
          .toString();
    } catch (IOException | IllegalArgumentException e) {
      return "";
    }
  }
}
