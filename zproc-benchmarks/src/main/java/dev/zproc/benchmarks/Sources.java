package dev.zproc.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program to compile, of any size: states with a record each, and classes of ten child methods
 * that each do a little work. None of it mentions a generated type, so that javac can compile it
 * without the processor too.
 *
 * <p>Threads: stateless.
 */
final class Sources {

  private static final int METHODS_PER_CLASS = 10;

  private static final String STATE =
      """
      package com.acme.big;

      import dev.zproc.State;
      import java.util.List;
      import org.jspecify.annotations.Nullable;

      /** What shop %1$d knows. */
      @State
      interface Shop%1$d {

        int cookies();

        default int price() {
          return %1$d;
        }

        List<String> names();

        @Nullable Order%1$d last();
      }
      """;

  private static final String RECORD =
      """
      package com.acme.big;

      import java.util.List;

      /** An order in shop %1$d. */
      record Order%1$d(String customer, int count, List<String> toppings) {}
      """;

  private static final String METHOD =
      """

        /** Takes the words that come more often than {@code min}. */
        @ChildProcess
        @WaitFor("cookies > min && price < 1000")
        static Order%2$d bake%1$d(Shop%2$d shop, int min, List<String> words) {
          Map<String, Integer> counts = new HashMap<>();
          for (String word : words) {
            counts.merge(normalized%1$d(word), 1, Integer::sum);
          }
          List<String> toppings = new ArrayList<>();
          counts.forEach(
              (word, count) -> {
                if (count > min) {
                  toppings.add(word + " x " + count);
                }
              });
          toppings.sort(null);
          return new Order%2$d("customer %1$d", shop.cookies() + shop.price(), List.copyOf(toppings));
        }

        private static String normalized%1$d(String word) {
          StringBuilder letters = new StringBuilder();
          for (char c : word.strip().toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetter(c)) {
              letters.append(c);
            }
          }
          return letters.isEmpty() ? "nothing" : letters.toString();
        }
      """;

  private Sources() {}

  /**
   * Writes {@code methods} child methods and half as many states into {@code folder}, and returns
   * the files. Two methods share a state.
   */
  static List<Path> write(Path folder, int methods) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int state = 0; state < methods / 2; state++) {
      files.add(
          Files.writeString(folder.resolve("Shop" + state + ".java"), STATE.formatted(state)));
      files.add(
          Files.writeString(folder.resolve("Order" + state + ".java"), RECORD.formatted(state)));
    }
    for (int first = 0; first < methods; first += METHODS_PER_CLASS) {
      String name = "Kitchen" + first / METHODS_PER_CLASS;
      StringBuilder text = new StringBuilder("package com.acme.big;\n\n");
      for (String used :
          List.of("dev.zproc.ChildProcess", "dev.zproc.WaitFor", "java.util.ArrayList")) {
        text.append("import ").append(used).append(";\n");
      }
      for (String used : List.of("HashMap", "List", "Locale", "Map")) {
        text.append("import java.util.").append(used).append(";\n");
      }
      text.append("\nfinal class ").append(name).append(" {\n");
      for (int method = first; method < Math.min(methods, first + METHODS_PER_CLASS); method++) {
        text.append(METHOD.formatted(method, method / 2));
      }
      files.add(Files.writeString(folder.resolve(name + ".java"), text.append("}\n")));
    }
    return files;
  }
}
