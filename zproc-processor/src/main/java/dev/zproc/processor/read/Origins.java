package dev.zproc.processor.read;

import dev.zproc.processor.model.Origin;
import dev.zproc.processor.type.JavaTypes;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * Finds out where generated code belongs.
 *
 * <p>Threads: stateless.
 */
final class Origins {

  /** The classes of {@code java.lang} that generated code may name. */
  private static final List<String> JAVA_LANG =
      List.of(
          "Boolean",
          "Byte",
          "Character",
          "Class",
          "Double",
          "Enum",
          "Float",
          "IllegalStateException",
          "Integer",
          "Long",
          "Object",
          "Override",
          "SafeVarargs",
          "Short",
          "String",
          "SuppressWarnings",
          "Throwable",
          "Void");

  /** In the module {@code java.compiler}, which few modules require. */
  private static final String GENERATED = "javax.annotation.processing.Generated";

  private Origins() {}

  static Origin of(TypeElement type, Tools tools) {
    String packageName = JavaTypes.packageOf(type);
    String prefix = packageName.isEmpty() ? "" : packageName + ".";
    return new Origin(
        packageName,
        JavaTypes.isPublic(type),
        JAVA_LANG.stream()
            .anyMatch(name -> Visibility.isVisible(tools.elements(), type, prefix + name)),
        Visibility.isVisible(tools.elements(), type, GENERATED));
  }
}
