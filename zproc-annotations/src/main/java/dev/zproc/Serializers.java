package dev.zproc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the {@link Serializer}s by which classes cross between processes that cannot by themselves.
 *
 * <p>On the class itself:
 *
 * <pre>{@code
 * @Serializers(MoneySerializer.class)
 * final class Money { … }
 * }</pre>
 *
 * <p>Where the class is not yours, on what uses it: a record with a component of it, a {@link
 * State} interface, a class with {@link ChildProcess} methods; it then holds for what is nested in
 * these, too. The one nearest to the use counts, and the class's own last:
 *
 * <pre>{@code
 * @Serializers({MoneySerializer.class, MatrixSerializer.class})
 * record Order(Money price, Matrix load) {}
 * }</pre>
 *
 * <p>Within one launcher or accessor a class has one serializer.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Serializers {

  /** The serializers; each tells by its type arguments which class it is for. */
  @SuppressWarnings("rawtypes") // a class literal has no type arguments
  Class<? extends Serializer>[] value();
}
