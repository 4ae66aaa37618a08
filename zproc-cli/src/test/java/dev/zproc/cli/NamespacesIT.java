package dev.zproc.cli;

import static dev.zproc.cli.Ran.zproc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.Transport;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people may type for a namespace, and what is said where there is none. */
class NamespacesIT {

  private static final String PACKAGE = "dev.zproc.cli.";

  private ZProc zproc;

  @BeforeEach
  void open(@TempDir Path temporary) {
    System.setProperty(RuntimeFolder.PROPERTY, temporary.resolve("run").toString());
    zproc = ZProc.open(o -> o.control().transport(Transport.UNIX));
  }

  @AfterEach
  void close() {
    zproc.close();
    System.clearProperty(RuntimeFolder.PROPERTY);
  }

  private static void assertBad(String key, String why) {
    Ran ran = zproc("state", "get", key);
    assertThat(ran.code()).isEqualTo(ExitCode.BAD_KEY);
    assertThat(ran.err().strip()).isEqualTo("zproc: " + why);
  }

  @Test
  void findsANestedState() {
    More_DepotState.of(zproc).phase().set(3);

    for (String name : List.of("Depot", "More.Depot", PACKAGE + "More.Depot", "More$Depot")) {
      Ran ran = zproc("state", "get", name + ".phase");
      assertThat(ran.out().strip()).as(ran.err()).isEqualTo("3");
    }
    assertThat(zproc("state", "get", "More.Depot").out()).contains("More$Depot.phase = 3");
    assertThat(zproc("state", "set", "Depot.phase", "4").out()).contains("3 -> 4");
  }

  @Test
  void findsANestedStateByItsWholeNameWhereTheStateIsTooLargeToLook() {
    More_DepotState.of(zproc).phase().set(3);
    for (int i = 0; i < 20; i++) {
      zproc.dictionary("bulk").put("" + i, new byte[900_000]);
    }

    Ran ran = zproc("state", "get", PACKAGE + "More.Depot.phase");

    assertThat(ran.out().strip()).as(ran.err()).isEqualTo("3");
  }

  @Test
  void listsThoseThatFit() {
    ShelfState.of(zproc).height().set(1);
    More_ShelfState.of(zproc).depth().set(2);

    assertBad(
        "Shelf.depth",
        "several namespaces end with 'Shelf': " + PACKAGE + "More.Shelf, " + PACKAGE + "Shelf");
    assertThat(zproc("state", "get", "More.Shelf.depth").out().strip()).isEqualTo("2");
  }

  @Test
  void listsThoseThatThereAre() {
    assertBad("Shop.price", "there is no namespace 'Shop'; no program has opened any yet");
    ShopState.of(zproc);
    More_DepotState.of(zproc);

    assertBad(
        "Shpo.price", "there is no namespace 'Shpo'; there are " + PACKAGE + "More.Depot, shop");
  }

  @Test
  void knowsAKeyWithoutItsNamespace() {
    ShopState.of(zproc);
    More_DepotState.of(zproc);

    assertBad("stock", "there is no namespace 'stock'; did you mean shop.stock?");
    assertBad("stock[jam]", "there is no namespace 'stock'; did you mean shop.stock[jam]?");
    assertBad("phase", "there is no namespace 'phase'; did you mean Depot.phase?");
  }

  @Test
  void saysThatAPlainMapIsOneValue() {
    More_DepotState.of(zproc).prices().set(Map.of("apple", 2));

    assertBad(
        "Depot.prices[apple]", "Depot.prices is one value as a whole; only a StateMap has entries");
  }
}
