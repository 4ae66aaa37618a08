package dev.zproc.runtime;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.child.ChildMain;

/** Which release of the library this is. */
final class LibraryRelease {

  private LibraryRelease() {}

  /**
   * The release, as the manifest of the jar says it; {@code development} if nobody knows, as where
   * there is no jar. Asked of a package in which nobody else has a class: the first class of a
   * package decides what is known of all of it.
   */
  static String name() {
    String version = BootFrame.class.getPackage().getImplementationVersion();
    return version != null ? version : ChildMain.UNKNOWN_RELEASE;
  }
}
