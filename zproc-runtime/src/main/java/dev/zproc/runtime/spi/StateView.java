package dev.zproc.runtime.spi;

/**
 * The values of a state at one revision, by the index of the key in its {@link StateSchema}.
 *
 * <p>Threads: as the snapshot or draft that is built on it.
 */
public interface StateView {

  /** The value of the key; null if it is nullable and absent. A map comes as a {@code StateMap}. */
  <T> T get(int key);

  default int getInt(int key) {
    return this.<Integer>get(key);
  }

  default long getLong(int key) {
    return this.<Long>get(key);
  }

  default double getDouble(int key) {
    return this.<Double>get(key);
  }

  default boolean getBoolean(int key) {
    return this.<Boolean>get(key);
  }
}
