package dev.zproc.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyTextTest {

  @Test
  void showsKeysAsUsersKnowThem() {
    assertThat(KeyText.of(Keys.key("bakery", "cookies"))).isEqualTo("bakery.cookies");
    assertThat(KeyText.of(entry(Scalar.of("a")))).isEqualTo("com.shop.Shop.orders['a']");
    assertThat(KeyText.of(entry(Scalar.of('a')))).isEqualTo("com.shop.Shop.orders['a']");
    assertThat(KeyText.of(entry(Scalar.of(-7)))).isEqualTo("com.shop.Shop.orders[-7]");
    assertThat(KeyText.of(entry(Scalar.of(true)))).isEqualTo("com.shop.Shop.orders[true]");
    assertThat(KeyText.of(entry(Scalar.ofEnum("RYE")))).isEqualTo("com.shop.Shop.orders[RYE]");
    assertThat(KeyText.of(entry(Bytes.wrap(new byte[] {'O', 1}))))
        .isEqualTo("com.shop.Shop.orders[(2 bytes)]");
    assertThat(KeyText.of(Keys.schema("bakery"))).isEqualTo("bakery");
  }

  @Test
  void quotesWhatIsNoneAndCutsWhatIsLong() {
    assertThat(KeyText.of(Bytes.utf8("a\nb"))).isEqualTo("'a?b'");
    assertThat(KeyText.of(Bytes.utf8("x".repeat(1_000)))).isEqualTo("'" + "x".repeat(80) + "…'");
    assertThat(KeyText.of(entry(Scalar.of("x".repeat(1_000)))))
        .isEqualTo("com.shop.Shop.orders['" + "x".repeat(80) + "…']");
  }

  private static Bytes entry(Bytes entry) {
    return Keys.entry("com.shop.Shop", "orders", entry);
  }
}
