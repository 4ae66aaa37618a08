package dev.zproc.durable;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.testing.Engines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be read of a damaged database is taken out of it, and what cannot is said. */
class SalvageTest {

  private static final int PAGE = 4_096;
  private static final int LEAF_OF_ENTRIES = 10;
  private static final int LEAF_OF_BATCHES = 13;
  private static final int ROUNDS = Boolean.getBoolean("zproc.full") ? 1_000 : 10;

  @TempDir Path folder;

  private final long seed = Long.getLong("zproc.seed", 1);
  private final Random random = new Random(seed);
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Path file() {
    return folder.resolve("shop");
  }

  private int salvage(Path from, Path to) {
    said.reset();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return Salvage.run(from, to, out, out);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private static TreeMap<Bytes, Entry> entries(Path file) {
    TreeMap<Bytes, Entry> all = new TreeMap<>();
    try (Engines engines = new Engines(DurableOptions.of(file, Durable.Level.PROCESS))) {
      get(engines.root.range(new KeyRange(Bytes.EMPTY, null), 0))
          .entries()
          .forEach(entry -> all.put(entry.key(), entry));
    }
    return all;
  }

  /** Makes a state of some 30 pages with its history. */
  private TreeMap<Bytes, Entry> write() {
    try (Engines engines = new Engines(DurableOptions.of(file(), Durable.Level.PROCESS))) {
      for (int i = 0; i < 40; i++) {
        List<Operation> puts = new ArrayList<>();
        for (int j = 0; j < 10; j++) {
          byte[] value = new byte[100 + random.nextInt(100)];
          random.nextBytes(value);
          Bytes key = key("shop\0" + random.nextInt(1_000_000));
          puts.add(new Operation.Put(key, Scalar.of(value)));
        }
        get(engines.root.commit(new Commit(List.of(), puts)));
      }
    }
    return entries(file());
  }

  /** The same without history, from which nothing can be taken then. */
  private TreeMap<Bytes, Entry> writeWithoutHistory() throws IOException {
    TreeMap<Bytes, Entry> all = write();
    Path plain = folder.resolve("plain");
    assertThat(salvage(file(), plain)).as(said()).isZero();
    assertThat(entries(plain)).isEqualTo(all);
    Files.delete(LockFile.beside(file()));
    Files.delete(file());
    Files.copy(plain, file());
    return all;
  }

  /** Where the pages of this kind begin. */
  private static List<Integer> pages(byte[] database, int kind) {
    List<Integer> found = new ArrayList<>();
    for (int at = PAGE; at < database.length; at += PAGE) {
      if (database[at] == kind) {
        found.add(at);
      }
    }
    return found;
  }

  private void overwrite(byte[] database, int page) {
    byte[] garbage = new byte[PAGE];
    random.nextBytes(garbage);
    garbage[0] = (byte) 0xee;
    System.arraycopy(garbage, 0, database, page, PAGE);
  }

  /** How many stretches of {@code all}, in its order, are not in {@code saved}. */
  private static int holes(TreeMap<Bytes, Entry> all, TreeMap<Bytes, Entry> saved) {
    int holes = 0;
    boolean isIn = false;
    for (Bytes key : all.keySet()) {
      boolean isMissing = !saved.containsKey(key);
      holes += isMissing && !isIn ? 1 : 0;
      isIn = isMissing;
    }
    return holes;
  }

  @Test
  void itGoesOnBehindEachDamagedPage() throws IOException {
    TreeMap<Bytes, Entry> all = writeWithoutHistory();
    byte[] database = Files.readAllBytes(file());
    List<Integer> leaves = pages(database, LEAF_OF_ENTRIES);
    assertThat(leaves).hasSizeGreaterThan(15);
    for (int leaf : new int[] {3, 7, 11}) {
      overwrite(database, leaves.get(leaf));
    }
    Files.write(file(), database);
    Path saved = folder.resolve("saved");
    assertThat(salvage(file(), saved)).as(said()).isEqualTo(3);
    TreeMap<Bytes, Entry> found = entries(saved);
    assertThat(all).containsAllEntriesOf(found);
    assertThat(holes(all, found)).isEqualTo(3);
    assertThat(all.size() - found.size()).isBetween(3, all.size() / 4);
    assertThat(said().lines().filter(line -> line.contains("entries after shop.")).count())
        .as(said())
        .isEqualTo(3);
    assertThat(said()).contains("not everything could be read");
  }

  @Test
  void whatTheTableHasLostIsTakenFromTheBatches() throws IOException {
    TreeMap<Bytes, Entry> all = write();
    byte[] database = Files.readAllBytes(file());
    List<Integer> leaves = pages(database, LEAF_OF_ENTRIES);
    overwrite(database, leaves.get(4));
    overwrite(database, leaves.get(9));
    Files.write(file(), database);
    Path saved = folder.resolve("saved");
    assertThat(salvage(file(), saved)).as(said()).isEqualTo(3);
    assertThat(entries(saved)).isEqualTo(all);
    assertThat(said()).contains("entries are as the last whole batch");
  }

  @Test
  void whatIsMissingWithoutATraceIsTakenFromThemAsWell() throws Exception {
    TreeMap<Bytes, Entry> all = write();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM zproc_entries WHERE name LIKE '5%'");
    }
    Path saved = folder.resolve("saved");
    assertThat(salvage(file(), saved)).as(said()).isEqualTo(3);
    assertThat(entries(saved)).isEqualTo(all);
    assertThat(said()).contains("rows are missing");
  }

  @Test
  void lostHistoryIsToldAsWell() throws IOException {
    TreeMap<Bytes, Entry> all = write();
    byte[] database = Files.readAllBytes(file());
    List<Integer> leaves = pages(database, LEAF_OF_BATCHES);
    overwrite(database, leaves.get(leaves.size() / 2));
    Files.write(file(), database);
    Path saved = folder.resolve("saved");
    assertThat(salvage(file(), saved)).as(said()).isEqualTo(3);
    assertThat(entries(saved)).isEqualTo(all);
    assertThat(said()).contains("batches of commits");
  }

  private Path copyOfFiveBatches(int attempt) throws IOException {
    Path file = folder.resolve("five" + attempt);
    Path copy = folder.resolve("copy" + attempt);
    try (Engines engines = new Engines(DurableOptions.of(file, Durable.Level.PROCESS))) {
      put(engines.root, "there", 0);
    }
    try (Engines engines = new Engines(DurableOptions.of(file, Durable.Level.PROCESS))) {
      for (String name : List.of("a", "lost", "b", "c")) {
        put(engines.root, name, 1);
      }
      for (String end : List.of("", "-wal", ".lock")) {
        Files.copy(Path.of(file + end), Path.of(copy + end));
      }
    }
    return copy;
  }

  /** Whether its tables, which follow after a while, show none of the batches but the first. */
  private static boolean isBehind(Path copy) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM zproc_batches) = 5 AND NOT EXISTS"
                    + " (SELECT * FROM zproc_entries WHERE hex(key) LIKE '%"
                    + HexFormat.of().formatHex("lost".getBytes(StandardCharsets.UTF_8))
                    + "%')")) {
      return found.next() && found.getBoolean(1);
    }
  }

  /** The tables show none of these batches yet, so that they alone know what was written. */
  @Test
  void itGoesOnBehindADamagedBatch() throws Exception {
    Path copy = copyOfFiveBatches(0);
    for (int i = 1; !isBehind(copy); i++) { // this JVM paused
      copy = copyOfFiveBatches(i);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE zproc_batches SET data = x'00' WHERE number ="
              + " (SELECT max(number) - 2 FROM zproc_batches)");
    }
    Path saved = folder.resolve("saved");
    assertThat(salvage(copy, saved)).as(said()).isEqualTo(3);
    assertThat(entries(saved).keySet())
        .containsExactlyInAnyOrder(key("there"), key("a"), key("b"), key("c"));
    assertThat(said()).contains("1 of the 5 batches");
  }

  /** Whatever a page looks like, nothing is made up, and nothing is lost without a word. */
  @Test
  void garbageIsNeverTakenForEntries() throws IOException {
    TreeMap<Bytes, Entry> all = writeWithoutHistory();
    byte[] whole = Files.readAllBytes(file());
    for (int i = 0; i < ROUNDS; i++) {
      byte[] database = whole.clone();
      for (int many = random.nextInt(4); many >= 0; many--) {
        int page = PAGE * (1 + random.nextInt(database.length / PAGE - 1));
        byte kind = database[page];
        overwrite(database, page);
        database[page] = random.nextBoolean() ? kind : database[page];
        if (random.nextBoolean()) { // other pages that look like ones
          System.arraycopy(whole, PAGE * random.nextInt(whole.length / PAGE), database, page, PAGE);
        }
      }
      Files.write(file(), database);
      Path saved = folder.resolve("saved" + i);
      int code = salvage(file(), saved);
      String round = "seed " + seed + ", round " + i + ": " + said();
      assertThat(code).as(round).isIn(0, 1, 3);
      if (code != 1) {
        TreeMap<Bytes, Entry> found = entries(saved);
        assertThat(all).as(round).containsAllEntriesOf(found);
        assertThat(code == 3 || found.equals(all)).as(round).isTrue();
      }
    }
  }
}
