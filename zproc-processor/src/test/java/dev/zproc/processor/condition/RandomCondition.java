package dev.zproc.processor.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes conditions: the text as a user might write it, and beside it what plain Java would answer.
 * It shares nothing with the compiler but the enum of relations.
 */
final class RandomCondition {

  /**
   * A condition and its meaning; {@code level} is 0 for {@code ||}, 1 for {@code &&}, 3 for a unit.
   */
  record Sample(String text, int level, Predicate<World> meaning) {}

  /** A literal, or a name: its text and its value. */
  record Side(String text, Function<World, @Nullable Object> value) {}

  private static final List<String> NUMBERS =
      List.of(
          "cookies",
          "tiny",
          "small",
          "letter",
          "huge",
          "warmth",
          "price",
          "maybe",
          "other",
          "last.total",
          "last.weight",
          "low",
          "high");

  private static final List<String> TEXTS = List.of("foo", "title", "last.customer.name", "who");
  private static final List<String> TRUTHS = List.of("open", "last.paid", "eager");
  private static final List<String> SIZES = List.of("size", "last.size", "wanted");
  private static final List<String> NULLABLE =
      List.of("foo", "last", "size", "at", "maybe", "last.customer", "last.total", "last.items");
  private static final List<String> KEYS = Bakery.KEYS.stream().map(Scope.Key::name).toList();

  private final Random random;

  RandomCondition(Random random) {
    this.random = random;
  }

  /** One that looks at a key for sure. */
  Sample next() {
    Sample anything = sample(1 + random.nextInt(5));
    Sample key = change();
    return random.nextBoolean() ? join(List.of(anything, key), 1) : join(List.of(key, anything), 0);
  }

  private Sample sample(int depth) {
    int choice = depth == 0 ? 4 + random.nextInt(6) : random.nextInt(10);
    if (choice < 3) {
      List<Sample> parts = new ArrayList<>();
      for (int i = 2 + random.nextInt(3); i > 0; i--) {
        parts.add(sample(depth - 1));
      }
      return join(parts, choice % 2);
    }
    if (choice == 3) {
      Sample negated = atLeast(sample(depth - 1), 3);
      return new Sample("!" + space() + negated.text(), 3, world -> !negated.meaning().test(world));
    }
    return unit(choice);
  }

  private Sample join(List<Sample> parts, int level) {
    StringBuilder text = new StringBuilder();
    for (Sample part : parts) {
      text.append(text.isEmpty() ? "" : space() + (level == 0 ? "||" : "&&") + space());
      text.append(atLeast(part, level).text());
    }
    return new Sample(
        text.toString(),
        level,
        level == 0
            ? world -> parts.stream().anyMatch(part -> part.meaning().test(world))
            : world -> parts.stream().allMatch(part -> part.meaning().test(world)));
  }

  /** In parentheses where precedence asks for them, and now and then where it does not. */
  private Sample atLeast(Sample sample, int level) {
    return sample.level() < level || random.nextInt(10) == 0
        ? new Sample("(" + space() + sample.text() + space() + ")", 3, sample.meaning())
        : sample;
  }

  private Sample unit(int choice) {
    return switch (choice) {
      case 4 -> truth();
      case 5 -> change();
      case 6 -> comparison(any(TEXTS), quoted(), true);
      case 7 -> random.nextBoolean() ? sizes() : nothing();
      case 8 -> numbers();
      default -> number();
    };
  }

  private Sample truth() {
    String name = any(TRUTHS);
    return switch (random.nextInt(4)) {
      case 0 -> {
        boolean constant = random.nextBoolean();
        yield new Sample(String.valueOf(constant), 3, world -> constant);
      }
      case 1 -> {
        String predicate = random.nextBoolean() ? "enough" : "plenty";
        yield new Sample(
            predicate + space() + "(" + space() + ")", 3, w -> w.holding.contains(predicate));
      }
      case 2 -> comparison(name, new Side("false", world -> false), false);
      default -> new Sample(path(name), 3, world -> Boolean.TRUE.equals(world.values.get(name)));
    };
  }

  private Sample change() {
    String first = any(KEYS);
    String second = any(KEYS);
    return switch (random.nextInt(4)) {
      case 0 -> new Sample("exists(" + path(first) + ")", 3, w -> w.existing.contains(first));
      case 1 -> new Sample("changed(" + space() + ")", 3, w -> !w.changed.isEmpty());
      case 2 -> new Sample("changed(" + first + ")", 3, w -> w.changed.contains(first));
      default ->
          new Sample(
              "changed(" + first + "," + space() + path(second) + ")",
              3,
              w -> w.changed.contains(first) || w.changed.contains(second));
    };
  }

  private Sample nothing() {
    return comparison(any(NULLABLE), new Side("null", world -> null), false);
  }

  private Sample sizes() {
    String name = any(SIZES);
    String other = any(SIZES);
    if (random.nextBoolean() && !other.equals(name)) {
      return comparison(name, new Side(path(other), world -> world.values.get(other)), false);
    }
    String constant = any(Bakery.SIZE.constants());
    return comparison(
        name,
        new Side(
            any(List.of("", "Size.", "com.acme.Size.")) + constant,
            world -> new Term.EnumConstant(Bakery.SIZE, constant)),
        false);
  }

  private Sample numbers() {
    String name = any(NUMBERS);
    String other = any(NUMBERS);
    return other.equals(name)
        ? number()
        : comparison(name, new Side(path(other), world -> world.values.get(other)), true);
  }

  private Sample number() {
    String name = any(NUMBERS);
    return comparison(name, RandomLiteral.beside(name, random), true);
  }

  private Side quoted() {
    String value = (String) RandomValues.of(ScalarKind.STRING, random);
    return new Side(RandomLiteral.quoted(value, random), world -> value);
  }

  private Sample comparison(String name, Side other, boolean ordered) {
    Relation relation = Relation.values()[random.nextInt(ordered ? 6 : 2)];
    boolean mirrored = random.nextInt(3) == 0;
    String left = mirrored ? other.text() : path(name);
    String right = mirrored ? path(name) : other.text();
    return new Sample(
        left + space() + relation.symbol() + space() + right,
        2,
        world -> {
          Object value = world.values.get(name);
          Object beside = other.value().apply(world);
          return mirrored
              ? RandomLiteral.java(beside, relation, value)
              : RandomLiteral.java(value, relation, beside);
        });
  }

  /** A key as it stands, or qualified; an argument as it stands. */
  private String path(String name) {
    boolean isKey = KEYS.contains(name.split("\\.")[0]);
    return isKey && random.nextInt(8) == 0 ? any(List.of("bakery", "now")) + "." + name : name;
  }

  private String space() {
    return any(List.of("", " ", " ", "  ", "\n"));
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
