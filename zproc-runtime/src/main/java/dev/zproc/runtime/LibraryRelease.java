package dev.zproc.runtime;

/** Which release of the library this is. */
final class LibraryRelease {

  private LibraryRelease() {}

  /** The release, as the manifest of the jar says it; {@code development} if there is no jar. */
  static String name() {
    String version = LibraryRelease.class.getPackage().getImplementationVersion();
    return version != null ? version : "development";
  }
}
