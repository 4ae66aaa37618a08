package dev.zproc.processor.write;

/** A generated file. */
public record Source(String packageName, String simpleName, String text) {

  /** The name of the class, with its package if it has one. */
  public String qualifiedName() {
    return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
  }
}
