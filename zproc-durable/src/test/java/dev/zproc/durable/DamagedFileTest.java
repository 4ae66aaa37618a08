package dev.zproc.durable;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.journal.JournalProvider;
import dev.zproc.runtime.internal.journal.Journals;
import dev.zproc.runtime.testing.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that was cut, or in which a byte was changed, is refused, or it is exactly a state
 * that there has been, and no older one than was promised.
 */
class DamagedFileTest {

  private static final int ROUNDS = Boolean.getBoolean("zproc.full") ? 1_000 : 100;
  private static final String[] NAMES = {"", "-wal", ".lock"};
  private static final byte[] ROOT = new byte[32];

  @TempDir Path folder;

  private final long seed = Long.getLong("zproc.seed", 1);

  /** The files, by the ends of their names. */
  private final Map<String, byte[]> image = new HashMap<>();

  /** The states that there have been, by revision. */
  private final Map<Long, Map<Bytes, Entry>> past = new HashMap<>();

  private long newest;

  /** Writes for a while, and keeps what is in the files then: when they are open, or are closed. */
  private void write(boolean closed) throws IOException {
    Path file = folder.resolve("made");
    Random random = new Random(seed);
    try (Engines engines = new Engines(DurableOptions.of(file, Durable.Level.PROCESS))) {
      remember(engines);
      for (int i = 0; i < 150; i++) {
        List<Operation> operations = new ArrayList<>();
        for (int j = random.nextInt(3); j >= 0; j--) {
          Bytes key = key("space\0key" + random.nextInt(40));
          byte[] value = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 9_000 : 60)];
          random.nextBytes(value);
          operations.add(
              random.nextInt(5) == 0
                  ? new Operation.Delete(key)
                  : new Operation.Put(key, Scalar.of(value)));
        }
        get(engines.root.commit(new Commit(List.of(), operations)));
        remember(engines);
      }
      if (!closed) {
        keep(file);
      }
    }
    if (closed) {
      keep(file);
    }
  }

  private void remember(Engines engines) {
    Map<Bytes, Entry> state = new TreeMap<>();
    var found = get(engines.root.range(new KeyRange(Bytes.EMPTY, null), 0));
    found.entries().forEach(entry -> state.put(entry.key(), entry));
    newest = found.revision();
    past.put(newest, state);
  }

  private void keep(Path file) throws IOException {
    for (String name : NAMES) {
      Path each = file.resolveSibling(file.getFileName() + name);
      if (Files.exists(each)) {
        image.put(name, Files.readAllBytes(each));
      }
    }
  }

  @Test
  @Timeout(600)
  void cutWhenItWasClosed() throws IOException {
    write(true);
    Random random = new Random(seed);
    byte[] whole = image.get("");
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      refused += open(i, "", Arrays.copyOf(whole, random.nextInt(whole.length)), true) ? 0 : 1;
    }
    assertThat(refused).isEqualTo(ROUNDS);
  }

  @Test
  @Timeout(600)
  void cutWhenItWasInUse() throws IOException {
    write(false);
    cut("", true);
    cut("-wal", true);
  }

  /** Without the note of what was acknowledged any state of the past will do. */
  @Test
  @Timeout(600)
  void cutWhenTheMachineWentDown() throws IOException {
    write(false);
    image.remove(".lock");
    assertThat(cut("-wal", false)).as("states of the past").isPositive();
  }

  private int cut(String name, boolean acknowledged) throws IOException {
    Random random = new Random(seed);
    byte[] whole = image.get(name);
    int opened = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      opened += open(i, name, cut, acknowledged) ? 1 : 0;
    }
    return opened;
  }

  @Test
  @Timeout(600)
  void withAByteChangedWhenItWasClosed() throws IOException {
    write(true);
    // Or this would pass for a file in which nothing is of use.
    assertThat(change("", true)).isPositive();
  }

  @Test
  @Timeout(600)
  void withAByteChangedWhenItWasInUse() throws IOException {
    write(false);
    change("", true);
    assertThat(change("-wal", true)).isPositive();
    image.remove(".lock");
    change("-wal", false);
  }

  /** Returns how many were refused. */
  private int change(String name, boolean acknowledged) throws IOException {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] changed = image.get(name).clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      refused += open(i, name, changed, acknowledged) ? 0 : 1;
    }
    return refused;
  }

  /** Opens the files with {@code damaged} in place of one of them; returns whether it was taken. */
  private boolean open(int round, String name, byte[] damaged, boolean acknowledged)
      throws IOException {
    Path here = Files.createDirectories(folder.resolve("r"));
    Path file = here.resolve("state");
    for (String each : new String[] {"", "-wal", "-shm", ".lock"}) {
      Files.deleteIfExists(here.resolve("state" + each));
    }
    for (Map.Entry<String, byte[]> each : image.entrySet()) {
      Files.write(
          here.resolve("state" + each.getKey()),
          each.getKey().equals(name) ? damaged : each.getValue());
    }
    JournalProvider.Opened opened;
    try {
      opened = Journals.open(new Durable(file, Durable.Level.PROCESS), ROOT);
    } catch (StorageException refused) {
      assertThat(refused).hasMessageContaining(file.toString());
      return false;
    }
    opened.log().close();
    Map<Bytes, Entry> state = new TreeMap<>();
    opened.state().entries().forEach(entry -> state.put(entry.key(), entry));
    long revision = opened.state().base();
    for (Decided commit : opened.state().commits()) {
      assertThat(state).as("round %s", round).isEqualTo(past.get(revision));
      revision++;
      assertThat(commit.revision()).isEqualTo(revision);
      for (EntryChange change : commit.changes()) {
        Entry after = change.after();
        if (after == null) {
          state.remove(change.key());
        } else {
          state.put(change.key(), after);
        }
      }
    }
    assertThat(state).as("round %s, revision %s", round, revision).isEqualTo(past.get(revision));
    if (acknowledged) {
      assertThat(revision).as("round %s", round).isEqualTo(newest);
    }
    return true;
  }
}
