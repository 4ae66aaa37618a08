package dev.zproc.runtime;

import dev.zproc.runtime.history.Site;
import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.wire.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A program with children whose state is in a file, as a place for histories; all of it can be
 * killed, and another program goes on with the file. The clients are in this JVM.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class TreeSite implements Site {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path file;
  private final Durability level;

  /** Those of the present life. */
  private final Set<ChildSession> clients = ConcurrentHashMap.newKeySet();

  private RootJvm program;
  private volatile EngineSession root;
  private volatile String endpoint;
  private volatile int ends;

  /** Starts the first one, with its state in {@code file}. */
  public TreeSite(Path file, Durability level) {
    this.file = file;
    this.level = level;
    program = start();
    ChildSession first = birth();
    endpoint = first.endpoint();
    root = connect(first);
  }

  private RootJvm start() {
    try {
      return new RootJvm(TreeRoot.class, file.toString(), level.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EngineSession connect(ChildSession child) {
    return new EngineSession(Link.connect(LinkOptions.to(child)));
  }

  /** Kills it and all below it, all at once, and returns when the next one is there. */
  public synchronized void kill() throws IOException, InterruptedException {
    List<Long> below = program.descendants();
    if (below.isEmpty()) {
      throw new IllegalStateException("it has no child: " + program.text());
    }
    program.signalGroup("KILL");
    await(() -> !RootJvm.isRunning(program.pid()));
    await(() -> below.stream().noneMatch(RootJvm::isRunning));
    program.close();
    EngineSession dead = root;
    clients.clear();
    program = start();
    ChildSession next = birth();
    endpoint = next.endpoint();
    root = connect(next);
    ends++;
    dead.close();
  }

  @Override
  public EngineSession root() {
    return root;
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public synchronized ChildSession birth() {
    String[] words = ask("birth", "born ").split(" ");
    Secret secret = Secret.of(HexFormat.of().parseHex(words[3]));
    ChildSession born =
        new ChildSession(Long.parseLong(words[1]), Long.parseLong(words[2]), secret, words[4]);
    clients.add(born);
    return born;
  }

  @Override
  public synchronized void release(ChildSession client) {
    if (clients.remove(client)) {
      ask("release " + client.session(), "released ");
    }
  }

  /** Says something to the program, and returns what it answers. */
  private String ask(String what, String answer) {
    int before = answers(answer).size();
    try {
      program.type(what + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(program.text(), e);
    }
    await(() -> answers(answer).size() > before);
    return answers(answer).get(before);
  }

  private List<String> answers(String begin) {
    return program.lines().stream().filter(line -> line.startsWith(begin)).toList();
  }

  private void await(Callable<Boolean> condition) {
    try {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .atMost(PATIENCE)
          .until(condition);
    } catch (ConditionTimeoutException late) {
      throw new IllegalStateException("the program: " + program.text(), late);
    }
  }

  @Override
  public int ends() {
    return ends;
  }

  @Override
  public boolean mayEnd() {
    return true;
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  public synchronized void close() {
    root.close();
    program.close();
  }
}
