package dev.zproc.junit;

import dev.zproc.runtime.ZProcOptions;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds the method that sets the options of a test's context. */
final class TestOptions {

  private TestOptions() {}

  /**
   * What the annotation of the test says, or else that of its class, or of one around it.
   *
   * @throws ExtensionConfigurationException if it names no such method
   */
  static Consumer<ZProcOptions> of(ExtensionContext context) {
    String name = name(context);
    if (name.isEmpty()) {
      return options -> {};
    }
    Class<?> test = context.getRequiredTestClass();
    Method method =
        find(test, name)
            .orElseThrow(
                () ->
                    new ExtensionConfigurationException(
                        "@ZProcTest(options = \""
                            + name
                            + "\") needs a method 'static void "
                            + name
                            + "(ZProcOptions options)' in "
                            + test.getName()));
    return options -> ReflectionSupport.invokeMethod(method, null, options);
  }

  private static String name(ExtensionContext context) {
    String name =
        AnnotationSupport.findAnnotation(context.getElement(), ZProcTest.class)
            .map(ZProcTest::options)
            .orElse("");
    for (Class<?> each = context.getRequiredTestClass();
        name.isEmpty() && each != null;
        each = each.getEnclosingClass()) {
      name =
          AnnotationSupport.findAnnotation(each, ZProcTest.class)
              .map(ZProcTest::options)
              .orElse("");
    }
    return name;
  }

  private static Optional<Method> find(Class<?> test, String name) {
    Optional<Method> found = Optional.empty();
    for (Class<?> each = test; found.isEmpty() && each != null; each = each.getEnclosingClass()) {
      found =
          ReflectionSupport.findMethod(each, name, ZProcOptions.class)
              .filter(method -> Modifier.isStatic(method.getModifiers()));
    }
    return found;
  }
}
