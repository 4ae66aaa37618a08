package dev.zproc.runtime.internal.codec;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Goes over what was decoded, and removes nothing.
 *
 * <p>Threads: not safe.
 */
final class CopiedIterator<E> implements Iterator<E> {

  private final Iterator<? extends E> elements;
  private final @Nullable String key;

  CopiedIterator(Iterator<? extends E> elements, @Nullable String key) {
    this.elements = elements;
    this.key = key;
  }

  @Override
  public boolean hasNext() {
    return elements.hasNext();
  }

  @Override
  public E next() {
    return elements.next();
  }

  @Override
  public void remove() {
    throw Copies.refusal(key);
  }
}
