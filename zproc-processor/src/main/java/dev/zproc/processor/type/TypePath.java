package dev.zproc.processor.type;

import javax.lang.model.element.Element;

/**
 * Where a type sits in what is to cross: {@code Order.items[].price}, {@code stock[value].owner}; a
 * path that has not left its root is shown as nothing.
 *
 * @param declaring what mentions the type: a method, a record, a sealed type
 */
record TypePath(String text, boolean atRoot, Element declaring) {

  TypePath inside() {
    return new TypePath(text + "[]", false, declaring);
  }

  /** Into a type argument of a map. */
  TypePath inside(boolean isKey) {
    return new TypePath(text + (isKey ? "[key]" : "[value]"), false, declaring);
  }

  TypePath component(String name) {
    return new TypePath(text + "." + name, false, declaring);
  }

  TypePath as(String subtype) {
    return new TypePath(text + "(" + subtype + ")", false, declaring);
  }

  /** Into a record or sealed type: at the root its name says more than the parameter's. */
  TypePath into(String type, Element element) {
    return new TypePath(atRoot ? type : text, false, element);
  }

  /** Whether it ends inside of something, a list or a map, and not at a name. */
  boolean isArgument() {
    return text.endsWith("]");
  }

  String shown() {
    return atRoot ? "" : text;
  }
}
