package dev.zproc.cli;

import static dev.zproc.cli.Ran.zproc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.Credentials;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a server, and against one by its address; and Ctrl-C. */
class ServerCommandIT {

  @TempDir Path temporary;

  private static Process start(String... words) throws Exception {
    List<String> command = Fixtures.java(Zproc.class, words);
    command.add(1, "-XX:TieredStopAtLevel=1");
    return Fixtures.start(new ProcessBuilder(command));
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, "" + process.pid()).inheritIO().start().waitFor();
  }

  @Test
  void runsAServerThatIsFoundByItsAddress() throws Exception {
    String uri = "zproc+unix://" + temporary.resolve("s");
    String credentials = temporary.resolve("shop.key").toString();
    Process server = start("server", "--listen", uri, "--credentials", credentials, "--create");
    try (BufferedReader said = server.inputReader()) {
      assertThat(said.readLine()).isEqualTo("zproc server ready at " + uri);
      String[] there = {"--uri", uri, "--credentials", credentials};

      assertThat(run(there, "ping").out()).contains("the server at " + uri, "answers in");
      assertThat(run(there, "tree").code()).isEqualTo(ExitCode.USAGE);
      assertThat(run(there, "dump").out()).contains("\"context\": null", "\"problems\": []");
      for (String[] words : new String[][] {{"events"}, {"kill", "bake"}}) {
        Ran nobody = run(there, words);
        assertThat(nobody.code()).as(nobody.err()).isEqualTo(ExitCode.NO_CONTEXT);
        assertThat(nobody.err()).contains("no program has opened this server's context");
      }
      try (ZProc program = ZProc.connect(uri, Credentials.read(Path.of(credentials)))) {
        ShopState.of(program).price().set(4);
        assertThat(run(there, "state", "get", "shop.price").out().strip()).isEqualTo("4");
        ShopState.of(program).last().set(new Shop.Order("bread", 2));
        assertThat(run(there, "state", "get", "shop.last").out().strip())
            .as("nobody can be asked")
            .matches("\\(.*Order, \\d+ bytes\\)");
        assertThat(run(there, "state", "set", "shop.price", "5").out()).contains("4 -> 5");
        assertThat(ShopState.of(program).price().get()).isEqualTo(5);

        // Ctrl-C leaves nothing there, and what was printed is out.
        Process watch = start(with(there, "state", "watch", "shop.price"));
        try (BufferedReader changes = watch.inputReader();
            BufferedReader told = watch.errorReader()) {
          assertThat(told.readLine()).startsWith("watching from revision");
          ShopState.of(program).price().set(6);
          assertThat(changes.readLine()).endsWith("shop.price: 5 -> 6");
          assertThat(program.waits()).hasSize(1);
          signal(watch, "INT");
          assertThat(watch.waitFor()).isEqualTo(130);
          assertThat(changes.readLine()).isNull();
          assertThat(told.readLine()).isNull();
        }
        assertThat(program.waits()).isEmpty();
      }
      signal(server, "INT");
      assertThat(server.waitFor()).isEqualTo(ExitCode.OK);
      assertThat(run(there, "ping").code()).isEqualTo(ExitCode.NO_ANSWER);
    }
  }

  private static Ran run(String[] there, String... words) {
    return zproc(with(there, words));
  }

  private static String[] with(String[] there, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(there));
    return all.toArray(new String[0]);
  }
}
