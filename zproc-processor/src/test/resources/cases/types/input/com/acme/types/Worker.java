package com.acme.types;

import dev.zproc.ChildProcess;
import dev.zproc.WaitFor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public class Worker {

  @ChildProcess
  public int primitive(byte b, Short s, char... letters) throws IOException, InterruptedException {
    return b;
  }

  @ChildProcess
  static String[] array(String[] alone) {
    return alone;
  }

  @ChildProcess
  @SafeVarargs
  static List<Optional<String>> varargs(int first, List<String>... lists) {
    return List.of();
  }

  @ChildProcess
  @SafeVarargs
  static void nullable(@Nullable String[] a, @Nullable Pair<String, String>... b) {}

  @ChildProcess
  @Deprecated
  static @Nullable Pair<String, Tree> generic(Result<String, Shape> result) {
    return null;
  }

  @ChildProcess
  static Void nothing(Map<Shape.Special, int[][]> map) {
    throw new IllegalStateException();
  }

  @ChildProcess
  @WaitFor("lines != null || grid == null")
  static void filled(WarehouseState warehouse) {}
}
