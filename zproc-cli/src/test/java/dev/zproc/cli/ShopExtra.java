package dev.zproc.cli;

import dev.zproc.State;
import java.util.List;

/** What another part of a program adds to the shop. */
@State(namespace = "shop")
interface ShopExtra {
  List<String> extra();
}
