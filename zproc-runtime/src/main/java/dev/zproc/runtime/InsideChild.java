package dev.zproc.runtime;

import dev.zproc.runtime.internal.child.ThisChild;
import dev.zproc.runtime.spi.ChildEntry;

/** What goes wrong in a child that does what only a root should, said before it does. */
final class InsideChild {

  private InsideChild() {}

  /** Before a context is opened. */
  static void checkOpen(ZProcOptions options) {
    ChildEntry<?> here = ThisChild.entry();
    if (here == null) {
      return;
    }
    String initialized = ThisChild.initializing();
    if (initialized != null) {
      throw inInitializer("ZProc.open()", here, initialized);
    }
    if (!options.nested) {
      throw new IllegalStateException(
          "ZProc.open() in the child "
              + here
              + " would make a second, empty state. To share that of its parent, and to spawn"
              + " children of its own, let the method take a ZProc as a parameter; it is not passed"
              + " by the caller. If the child is to have a state of its own: ZProc.open(o ->"
              + " o.nested())");
    }
  }

  /** Before a background context is opened. */
  static void checkOpenBackground(String name) {
    ChildEntry<?> here = ThisChild.entry();
    if (here != null) {
      throw new IllegalStateException(
          "the background context '"
              + name
              + "' would not outlive the child "
              + here
              + ", since whatever ends a child ends all processes below it. Open it in the program"
              + " at the root, and use it here with BackgroundContext.connect(\""
              + name
              + "\").");
    }
  }

  /** Before a context is connected to a server, which a child may. */
  static void checkConnect() {
    ChildEntry<?> here = ThisChild.entry();
    String initialized = here == null ? null : ThisChild.initializing();
    if (here != null && initialized != null) {
      throw inInitializer("ZProc.connect()", here, initialized);
    }
  }

  /** Before {@code what} is spawned. */
  static void checkSpawn(String what) {
    ChildEntry<?> here = ThisChild.entry();
    String initialized = here == null ? null : ThisChild.initializing();
    if (here != null && initialized != null) {
      throw inInitializer("the spawn of " + what, here, initialized);
    }
  }

  private static IllegalStateException inInitializer(
      String what, ChildEntry<?> here, String initialized) {
    return new IllegalStateException(
        what
            + " stands in the static initializer of "
            + initialized
            + ", which the child "
            + here
            + " runs too, because its method needs that class: each child would start another."
            + " Move it into the main method.");
  }
}
