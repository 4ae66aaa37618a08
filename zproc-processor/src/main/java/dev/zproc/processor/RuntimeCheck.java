package dev.zproc.processor;

import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.type.Visibility;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Checks that the runtime is there and is the one that generated code is written for. */
final class RuntimeCheck {

  private static final String ENTRY = "dev.zproc.runtime.spi.ChildEntry";
  private static final String VERSION = "dev.zproc.runtime.spi.SpiVersion";

  /** The version of {@code dev.zproc.runtime.spi} that this processor writes for. */
  private static final int EXPECTED = 4;

  private RuntimeCheck() {}

  /** Returns whether code can be generated for {@code type}; if not, reports why at its place. */
  static boolean passes(Elements elements, TypeElement type, Place place) {
    if (!Visibility.isVisible(elements, type, ENTRY)) {
      ModuleElement module = elements.getModuleOf(type);
      if (module == null || module.isUnnamed()) {
        place.report(Problem.RUNTIME_MISSING, ENTRY, ownVersion());
      } else {
        place.report(Problem.RUNTIME_NOT_READ, module.getQualifiedName());
      }
      return false;
    }
    TypeElement version = Visibility.find(elements, type, VERSION);
    Object found = version == null ? null : constant(version);
    if (!Integer.valueOf(EXPECTED).equals(found)) {
      place.report(Problem.RUNTIME_MISMATCH, EXPECTED, found == null ? "unknown" : found);
      return false;
    }
    return true;
  }

  private static @Nullable Object constant(TypeElement type) {
    for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      if (field.getSimpleName().contentEquals("VERSION")) {
        return field.getConstantValue();
      }
    }
    return null;
  }

  private static String ownVersion() {
    String version = RuntimeCheck.class.getPackage().getImplementationVersion();
    return version == null ? "VERSION" : version;
  }
}
