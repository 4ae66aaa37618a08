package dev.zproc.processor.type;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The types that cross between processes somewhere, and the definitions of all that is in them.
 *
 * @param roots the types that a key, an argument or a result has, in the order they were met
 * @param definitions by {@link Shape#name()}
 */
public record Closure(List<Shape> roots, Map<String, Definition> definitions) {

  /** Nothing crosses. */
  public static final Closure EMPTY = new Closure(List.of(), Map.of());

  public Closure {
    roots = List.copyOf(new LinkedHashSet<>(roots));
    definitions = java.util.Collections.unmodifiableMap(new TreeMap<>(definitions));
  }

  /** Returns what {@code shape} consists of. */
  public Definition definition(Shape.Named shape) {
    return definitions.get(shape.name());
  }

  /** Returns the texts of all definitions that values of {@code shape} may need, sorted. */
  public List<String> texts(Shape shape) {
    Set<String> texts = new TreeSet<>();
    Set<Shape> seen = new LinkedHashSet<>();
    Deque<Shape> open = new ArrayDeque<>(List.of(shape));
    while (!open.isEmpty()) {
      Shape next = open.pop();
      if (seen.add(next)) {
        open.addAll(next.inner());
        if (next instanceof Shape.Named named) {
          Definition definition = definition(named);
          texts.add(definition.text());
          open.addAll(definition.inner());
        }
      }
    }
    return List.copyOf(texts);
  }

  /**
   * Returns every shape of the closure, those inside another before it where nothing is recursive.
   */
  public Set<Shape> shapes() {
    Set<Shape> all = new LinkedHashSet<>();
    Set<Shape> entered = new LinkedHashSet<>();
    roots.forEach(root -> visit(root, entered, all));
    return all;
  }

  private void visit(Shape shape, Set<Shape> entered, Set<Shape> all) {
    if (!entered.add(shape)) {
      return;
    }
    shape.inner().forEach(inner -> visit(inner, entered, all));
    if (shape instanceof Shape.Named named) {
      definition(named).inner().forEach(inner -> visit(inner, entered, all));
    }
    all.add(shape);
  }
}
