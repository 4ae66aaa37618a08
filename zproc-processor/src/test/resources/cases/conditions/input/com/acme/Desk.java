package com.acme;

import dev.zproc.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

@State
interface Desk {
  int tickets();

  boolean open();

  double load();

  @Nullable Level level();

  @Nullable String note();

  @Nullable Customer customer();

  List<String> queue();
}
