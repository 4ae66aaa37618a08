package dev.zproc.processor.type;

import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Finds types by name, as a module sees them: two modules may have a class of the same name, and to
 * {@link Elements#getTypeElement(CharSequence)} there is then no such class.
 *
 * <p>Threads: stateless.
 */
public final class Visibility {

  private Visibility() {}

  /** Returns whether code beside {@code element} can name the type {@code qualifiedName}. */
  public static boolean isVisible(Elements elements, Element element, String qualifiedName) {
    return find(elements, element, qualifiedName) != null;
  }

  /**
   * Returns the type {@code qualifiedName} as code beside {@code element} sees it, or null.
   *
   * <p>Without a module javac would look for it in each module of the JDK in turn.
   */
  public static @Nullable TypeElement find(
      Elements elements, Element element, String qualifiedName) {
    ModuleElement module = elements.getModuleOf(element);
    return module == null
        ? elements.getTypeElement(qualifiedName)
        : elements.getTypeElement(module, qualifiedName);
  }
}
