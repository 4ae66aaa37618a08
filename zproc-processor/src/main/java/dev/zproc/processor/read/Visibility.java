package dev.zproc.processor.read;

import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.Elements;

/** Finds out what the user's own module can see. */
public final class Visibility {

  private Visibility() {}

  /**
   * Returns whether code beside {@code element} can name the type {@code qualifiedName}.
   *
   * <p>Without a module javac would look for it in each module of the JDK in turn.
   */
  public static boolean isVisible(Elements elements, Element element, String qualifiedName) {
    ModuleElement module = elements.getModuleOf(element);
    return module == null
        ? elements.getTypeElement(qualifiedName) != null
        : elements.getTypeElement(module, qualifiedName) != null;
  }
}
