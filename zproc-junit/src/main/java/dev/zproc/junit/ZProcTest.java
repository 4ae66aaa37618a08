package dev.zproc.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes a method a test that gets a context of its own, a new one with an empty state:
 *
 * <pre>{@code
 * @ZProcTest
 * void bakes(ZProc zproc) {
 *   BakeryState bakery = BakeryState.of(zproc);
 *   zproc.spawn(BakerLauncher.bake());
 *   assertThat(bakery.cookies()).eventually(n -> n > 5);
 * }
 * }</pre>
 *
 * <p>On a class it stands for all its tests, which have the annotations that JUnit knows
 * ({@code @Test}, {@code @ParameterizedTest}, …). {@code @BeforeEach} and {@code @AfterEach}
 * methods may take the context too. {@link ZProcExtension} says what happens to it.
 */
@Documented
@ExtendWith(ZProcExtension.class)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
public @interface ZProcTest {

  /**
   * The name of a static method of the test class, or of one that it is nested in, that takes
   * {@link dev.zproc.runtime.ZProcOptions} and sets those of the context. Without one a method has
   * those of its class.
   */
  String options() default "";
}
