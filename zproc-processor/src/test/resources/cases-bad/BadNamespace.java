import dev.zproc.State;

final class Kitchen {
  Kitchen_BakeryState bakery;

  @State(namespace = "bakery\0") // error: [ZProc/BadNamespace] "bakery?" is no namespace: it begins or ends with a blank, or holds a control character. Leave that out.
  interface Bakery {
    int cookies();
  }

  @State(namespace = " shop") // error: [ZProc/BadNamespace] " shop" is no namespace
  interface Shop {
    int cookies();
  }

  @State(namespace = "the shop/ü")
  interface Good {
    int cookies();
  }
}
