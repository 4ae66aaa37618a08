package dev.zproc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares typed state that all processes of a context share, watch and change atomically.
 *
 * <p>Each method without parameters is a key; the processor generates an accessor {@code FooState}
 * with one cell per key:
 *
 * <pre>{@code
 * @State(namespace = "bakery")
 * interface Bakery {
 *   int cookies();                          // primitives start at 0
 *   default int price() { return 3; }       // a default method is the initial value
 *   List<String> names();                   // collections start empty
 *   @Nullable Order last();                 // absent until somebody sets it
 * }
 *
 * BakeryState bakery = BakeryState.of(zproc);
 * bakery.cookies().add(1);
 * bakery.await(b -> b.cookies() > 5);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface State {

  /**
   * The namespace the keys live in: {@code @State(namespace = "bakery")}. Default: the binary name
   * of the interface.
   */
  String namespace() default "";

  /**
   * The simple name of the generated accessor: {@code @State(accessor = "Shop")}. Default: the name
   * of the interface with {@code State} appended.
   */
  String accessor() default "";
}
