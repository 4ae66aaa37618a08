package com.acme.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.acme.states.Order;
import dev.zproc.ChildProcess;
import dev.zproc.runtime.ZProc;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Run by Surefire on the module path, with this class patched into the module. */
class ClerkTest {

  @ChildProcess
  static String where() {
    return ClerkTest.class.getModule().toString();
  }

  @Test
  void isItselfInTheModule() {
    assertTrue(ClerkTest.class.getModule().isNamed());
  }

  @Test
  void callsAMethodOfTheModule() {
    try (ZProc zproc = ZProc.open()) {
      Clerk.Report report =
          zproc
              .spawn(ClerkLauncher.take(new Order("ann", List.of()), Clerk.Mood.BUSY))
              .join();
      assertEquals("module com.acme.app", report.module());
    }
  }

  @Test
  void callsAMethodOfTheTest() {
    try (ZProc zproc = ZProc.open()) {
      assertEquals("module com.acme.app", zproc.spawn(ClerkTestLauncher.where()).join());
    }
  }
}
