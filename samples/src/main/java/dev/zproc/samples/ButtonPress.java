package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.WaitTimeoutException;
import java.time.Duration;

/** The state that finger and handler share. */
@State
interface Button {
  boolean pressed();

  int shortPresses();

  int longPresses();
}

/**
 * <b>6.</b> Tells short presses of a button from long ones: a press is long if it is not over in
 * time.
 *
 * <p>What a wait is for may have happened before it begins, however short its time-out is. So a tap
 * is never taken for a long press, even if the handler gets to it late: it looks at the revisions
 * after the press, and the release is one of them.
 */
final class ButtonPress {

  private ButtonPress() {}

  /** Runs once for each press, in order; what it waits for begins at that press. */
  @ChildProcess
  @WaitFor(value = "changed(pressed) && pressed", repeat = true)
  static void handler(ButtonState button, Duration longPress) {
    try {
      button.await(button.pressed().falsy(), longPress);
      button.shortPresses().add(1);
    } catch (WaitTimeoutException stillPressed) {
      button.longPresses().add(1);
    }
  }

  public static void main(String[] args) {
    Duration longPress = Duration.ofMillis(args.length > 0 ? Integer.parseInt(args[0]) : 1_000);
    try (ZProc zproc = ZProc.open()) {
      zproc.spawn(ButtonPressLauncher.handler(longPress));
      ButtonState button = ButtonState.of(zproc);

      button.pressed().set(true);
      button.pressed().set(false);
      button.await(button.shortPresses().equalTo(1));
      System.out.println("a tap is a short press");

      button.pressed().set(true); // and holds it
      button.await(button.longPresses().equalTo(1));
      System.out.println("held, it is a long press before it is over");
      button.pressed().set(false);

      button.pressed().set(true);
      button.pressed().set(false);
      button.pressed().set(true);
      button.pressed().set(false);
      button.await(button.shortPresses().equalTo(3));
      System.out.println("two taps in a row are two short presses");
    }
  }
}
