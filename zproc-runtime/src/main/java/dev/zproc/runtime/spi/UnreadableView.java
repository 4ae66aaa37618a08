package dev.zproc.runtime.spi;

/**
 * What a default method sees of the other keys: nothing, since initial values are there before any
 * key has one.
 */
final class UnreadableView implements StateView {

  private final StateSchema<?> schema;
  private final int index;

  /** Guards the default method of the key at {@code index}. */
  UnreadableView(StateSchema<?> schema, int index) {
    this.schema = schema;
    this.index = index;
  }

  @Override
  public <T> T get(int key) {
    throw refused(key);
  }

  private IllegalStateException refused(int key) {
    return new IllegalStateException(
        "The initial value of '"
            + schema.keys().get(index).name()
            + "' cannot depend on the key '"
            + schema.keys().get(key).name()
            + "'. Write the value itself into the default method.");
  }
}
