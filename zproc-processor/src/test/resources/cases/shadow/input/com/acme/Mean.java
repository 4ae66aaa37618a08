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

    record Snapshot(int c) {}

    record Initial(int d) {}

    interface Draft {}

    interface Schema {}

    interface Types {}

    /** Named as constants and variables of the generated code. */
    int SCHEMA = 1;

    int view = 2;

    @Nullable String mine();

    default java.lang.String theirs() {
      return "";
    }

    @Nullable List myList();

    java.util.List<List> theirList();

    com.acme.@Nullable Draft draft_();

    @Nullable Snapshot snapshot_();

    default Initial initial() {
      return new Initial(view);
    }

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

  /** Named as what their factory mentions. */
  @ChildProcess
  static void hide(int Call, int Call_, int dev, long Mean_HideMain) {}
}
