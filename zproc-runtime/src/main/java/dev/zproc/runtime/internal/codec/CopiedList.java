package dev.zproc.runtime.internal.codec;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.RandomAccess;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A list that was decoded. */
final class CopiedList<E> extends AbstractList<E> implements RandomAccess {
  final @Nullable Object[] elements;
  private final @Nullable String key;

  CopiedList(@Nullable Object[] elements, @Nullable String key) {
    this.elements = elements;
    this.key = key;
  }

  // Only elements of type E were put in.
  @SuppressWarnings("unchecked")
  @Override
  public E get(int index) {
    return (E) elements[index];
  }

  @Override
  public int size() {
    return elements.length;
  }

  @Override
  public Object[] toArray() {
    return Arrays.copyOf(elements, elements.length);
  }

  @Override
  public E set(int index, E element) {
    throw Copies.refusal(key);
  }

  @Override
  public void add(int index, E element) {
    throw Copies.refusal(key);
  }

  @Override
  public E remove(int index) {
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
  public boolean addAll(int index, Collection<? extends E> more) {
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
  public void replaceAll(UnaryOperator<E> change) {
    throw Copies.refusal(key);
  }

  @Override
  public void sort(@Nullable Comparator<? super E> order) {
    throw Copies.refusal(key);
  }

  @Override
  public void clear() {
    throw Copies.refusal(key);
  }
}
