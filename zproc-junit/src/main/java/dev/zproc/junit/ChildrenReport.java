package dev.zproc.junit;

import java.util.List;

/** What children have printed and were doing, shown with a test's failure. */
final class ChildrenReport {

  private final StringBuilder text = new StringBuilder();

  ChildrenReport(List<String> output, List<String> alive, List<String> waits) {
    section("what the children printed", output);
    section("children that were alive at the end", alive);
    section("what everybody waited for", waits);
  }

  private void section(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("\n--- ").append(title).append(" ---\n").append(String.join("\n", lines));
    }
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /**
   * Lets it be printed where {@code failure} is: reports keep it with the test, which they do not
   * of what is printed while tests run in parallel.
   */
  void showWith(Throwable failure) {
    Shown shown = new Shown(text.toString());
    failure.addSuppressed(shown);
    if (!List.of(failure.getSuppressed()).contains(shown)) {
      System.err.println(shown); // one that takes none
    }
  }

  /** No failure, but what there is to be shown of one; so without a stack. */
  static final class Shown extends Exception {

    private static final long serialVersionUID = 1L;

    Shown(String text) {
      super(text, null, false, false);
    }

    @Override
    public String toString() {
      return "zproc" + getMessage();
    }
  }
}
