package dev.zproc;

/**
 * Lets values of a class cross between processes that cannot cross by themselves, by turning each
 * into a value that can, its <i>form</i>, and back.
 *
 * <p>The form is of any type that crosses: a String, a record, a list of records, a {@code byte[]}
 * in a format of your own. zproc encodes it, checks it and tells by its shape whether two processes
 * mean the same, so nothing here deals with bytes, lengths or versions.
 *
 * <pre>{@code
 * final class MoneySerializer implements Serializer<Money, MoneySerializer.Form> {
 *   record Form(String currency, long cents) {}
 *
 *   @Override
 *   public Form serialize(Money money) {
 *     return new Form(money.currency(), money.cents());
 *   }
 *
 *   @Override
 *   public Money deserialize(Form form) {
 *     return Money.of(form.currency(), form.cents());
 *   }
 * }
 * }</pre>
 *
 * <p>{@link Serializers} says where it is used. It is created by its constructor without
 * parameters, once or a few times in each process.
 *
 * <p>Threads: used by many at a time, so it keeps no state.
 *
 * @param <T> the class whose values are to cross; not a generic one
 * @param <F> what crosses in its place
 */
public interface Serializer<T, F> {

  /**
   * Returns what crosses in the place of {@code value}. Equal values must have equal forms: keys of
   * maps are found, and writes of the same value recognised, by the bytes of the form.
   *
   * @return never null
   */
  F serialize(T value);

  /**
   * Returns the value that {@code form} stands for. What this throws, for a form that is none's,
   * reaches whoever reads the value as a {@code BadValueException}.
   *
   * @return never null
   */
  T deserialize(F form);
}
