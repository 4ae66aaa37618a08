package dev.zproc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What people may type for the name of a class. */
class ClassNamesTest {

  private static final String DEPOT = "com.acme.shop.More$Depot";
  private static final List<String> ALL = List.of(DEPOT, "com.acme.Shop", "org.acme.Shop", "Shop");

  @Test
  void takesADotForTheNestingAndAnyEnd() {
    for (String typed : List.of("Depot", "More.Depot", "More$Depot", "shop.More.Depot", DEPOT)) {
      assertThat(ClassNames.meant(ALL, typed)).as(typed).containsExactly(DEPOT);
    }
    assertThat(ClassNames.meant(ALL, "epot")).isEmpty();
    assertThat(ClassNames.meant(ALL, "More")).isEmpty();
  }

  @Test
  void findsAllThatEndSoUnlessOneIsCalledSo() {
    assertThat(ClassNames.meant(ALL, "acme.Shop")).containsExactly(ALL.get(1), ALL.get(2));
    assertThat(ClassNames.meant(ALL, "Shop")).containsExactly("Shop");
  }

  @Test
  void shortensAsFarAsItIsStillTheOne() {
    assertThat(ClassNames.shortest(ALL, DEPOT)).isEqualTo("Depot");
    assertThat(ClassNames.shortest(ALL, "com.acme.Shop")).isEqualTo("com.acme.Shop");
    assertThat(ClassNames.shortest(ALL, "Shop")).isEqualTo("Shop");
  }

  @Test
  void knowsWhatADotMayStandFor() {
    assertThat(ClassNames.nested("shop.More.Depot"))
        .containsExactly("shop.More$Depot", "shop$More$Depot");
  }
}
