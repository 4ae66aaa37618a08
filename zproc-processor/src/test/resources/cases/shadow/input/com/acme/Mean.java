package com.acme;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import org.jspecify.annotations.Nullable;

public class Mean {

  /** Its implementations inherit the name Serializer, and Order hides another one. */
  @State
  public interface Keys {
    record Serializer(int a) {}

    record Order(int b) {}

    @Nullable String mine();

    default java.lang.String theirs() {
      return "";
    }

    @Nullable List myList();

    java.util.List<List> theirList();

    @Nullable Draft draft_();

    @Nullable Accessor accessor();

    @Nullable Object object();

    @Nullable Serializer serializer();

    @Nullable Order order();

    com.acme.sub.Order[] orders();

    @Nullable Override override();
  }

  @ChildProcess
  @WaitFor("theirs == text && override == YES && mine.text != 'x'")
  static String run(
      Mean_KeysState state,
      java.lang.String text,
      String mine,
      List list,
      java.util.List<Integer> integers) {
    return mine;
  }
}
