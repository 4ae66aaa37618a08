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

  @State(namespace = "zproc.sessions") // error: [ZProc/BadNamespace] "zproc.sessions" is no namespace: it is reserved for zproc itself. Choose another name.
  interface Sessions {
    int cookies();
  }

  @State(namespace = "zproc.tasks") // error: [ZProc/BadNamespace] "zproc.tasks" is no namespace: it is reserved
  interface Tasks {
    int cookies();
  }

  @State(namespace = "zproc.background") // error: [ZProc/BadNamespace] "zproc.background" is no namespace: it is reserved
  interface Background {
    int cookies();
  }

  @State(namespace = "zproc.shop")
  interface Own {
    int cookies();
  }

  @State(namespace = "the shop/ü")
  interface Good {
    int cookies();
  }
}
