package dev.zproc.processor;

import java.util.Optional;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * A type by name, since elements do not survive a round; with its module, since another one may
 * have a class of the same name.
 *
 * <p>Threads: immutable.
 *
 * @param module empty for the unnamed module, and where there are no modules
 */
record TypeRef(String module, String name) {

  static TypeRef of(TypeElement type, Elements elements) {
    ModuleElement module = elements.getModuleOf(type);
    return new TypeRef(
        module == null ? "" : module.getQualifiedName().toString(),
        type.getQualifiedName().toString());
  }

  /** The type in this round. */
  Optional<TypeElement> find(Elements elements) {
    ModuleElement in = elements.getModuleElement(module);
    return Optional.ofNullable(
        in == null ? elements.getTypeElement(name) : elements.getTypeElement(in, name));
  }
}
