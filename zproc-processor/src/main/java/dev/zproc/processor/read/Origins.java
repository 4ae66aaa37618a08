package dev.zproc.processor.read;

import dev.zproc.processor.model.Origin;
import dev.zproc.processor.type.JavaTypes;
import dev.zproc.processor.type.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Finds out where generated code belongs. What concerns a whole package is asked for once, since
 * javac searches for each name that is not there.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
public final class Origins {

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

  private final Elements elements;
  private final Map<PackageElement, Surroundings> known = new HashMap<>();

  Origins(Elements elements) {
    this.elements = elements;
  }

  /**
   * What generated code finds in a package.
   *
   * @param shadowsJavaLang as {@link Origin#shadowsJavaLang}
   * @param seesGenerated as {@link Origin#seesGenerated}
   */
  private record Surroundings(boolean shadowsJavaLang, boolean seesGenerated) {}

  /** Where what is generated from {@code type} belongs. */
  public Origin of(TypeElement type) {
    Surroundings here =
        known.computeIfAbsent(elements.getPackageOf(type), key -> surroundings(type));
    return new Origin(
        JavaTypes.packageOf(type),
        JavaTypes.isPublic(type),
        here.shadowsJavaLang(),
        here.seesGenerated());
  }

  private Surroundings surroundings(TypeElement type) {
    String packageName = JavaTypes.packageOf(type);
    String prefix = packageName.isEmpty() ? "" : packageName + ".";
    return new Surroundings(
        JAVA_LANG.stream().anyMatch(name -> Visibility.isVisible(elements, type, prefix + name)),
        Visibility.isVisible(elements, type, GENERATED));
  }
}
