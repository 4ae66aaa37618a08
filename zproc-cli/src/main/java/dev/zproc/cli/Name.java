package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyName;

/** Keys as people write them. */
final class Name {

  private Name() {}

  /** {@code bakery.cookies}, {@code bakery.orders['a']}. */
  static String of(Bytes key) {
    return of(KeyName.of(key));
  }

  static String of(KeyName name) {
    Bytes entry = name.entry();
    return entry == null ? name.path() : name.path() + "[" + Values.text("", entry) + "]";
  }
}
