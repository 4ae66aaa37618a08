package dev.zproc.benchmarks.play;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The main class of a contender's JVM: prepares the play that is named first, says that it is
 * ready, and answers each line with a sample. It ends with its input, so it never outlives who
 * started it.
 */
public final class Player {

  /** The line that says that samples may be asked for. */
  public static final String READY = "#ready";

  private Player() {}

  /** Runs {@code class millis [word ...]}. */
  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err); // whatever else is printed is no answer
    List<String> all = List.of(arguments);
    Assignment assignment =
        new Assignment(Integer.parseInt(all.get(1)), all.subList(2, all.size()));
    try (Play play =
            (Play)
                Class.forName(all.get(0)).getConstructor(Assignment.class).newInstance(assignment);
        BufferedReader asked =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      answers.println(READY);
      while (asked.readLine() != null) {
        answers.println(play.sample().line());
      }
    } catch (Throwable failure) {
      failure.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }
}
