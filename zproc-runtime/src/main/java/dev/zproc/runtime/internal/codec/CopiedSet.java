package dev.zproc.runtime.internal.codec;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A set that was decoded. */
final class CopiedSet<E> extends AbstractSet<E> {

  final Collection<E> elements;
  private final @Nullable String key;

  CopiedSet(Collection<E> elements, @Nullable String key) {
    this.elements = elements;
    this.key = key;
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public boolean contains(@Nullable Object element) {
    return elements.contains(element);
  }

  @Override
  public Iterator<E> iterator() {
    return new CopiedIterator<>(elements.iterator(), key);
  }

  @Override
  public boolean add(E element) {
    throw Copies.refusal(key);
  }

  @Override
  public boolean remove(@Nullable Object element) {
    throw Copies.refusal(key);
  }

  @Override
  public boolean addAll(Collection<? extends E> more) {
    throw Copies.refusal(key);
  }

  @Override
  public boolean removeAll(Collection<?> gone) {
    throw Copies.refusal(key);
  }

  @Override
  public boolean retainAll(Collection<?> kept) {
    throw Copies.refusal(key);
  }

  @Override
  public boolean removeIf(Predicate<? super E> gone) {
    throw Copies.refusal(key);
  }

  @Override
  public void clear() {
    throw Copies.refusal(key);
  }
}
