package dev.zproc.junit;

import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.ZProcOptions;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a context of its own as a parameter, and looks at what the test leaves behind.
 * Registered by {@link ZProcTest}, or by a field, with options in code:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ZProcExtension CONTEXT = ZProcExtension.with(options -> options.standby(2));
 * }</pre>
 *
 * <p>The context is opened for the first parameter that asks for it, with a Unix-domain socket
 * where the system has them and the property {@code zproc.transport} says nothing else. It is
 * closed after the {@code @AfterEach} methods. Then the test fails
 *
 * <ul>
 *   <li>for processes that a child has started, at any depth, and that live on for 5 s after the
 *       context; they are killed. Elsewhere than on Linux only those that could be seen when the
 *       test ended. Where children are threads, all that the JVM has started since the test began
 *       are meant, and none if tests run in parallel;
 *   <li>for children that have failed, and of which the test has not asked how they ended ({@link
 *       dev.zproc.runtime.UnseenFailures});
 *   <li>for threads of zproc that live on for 5 s: those of a context that the test has opened
 *       itself and not closed, for instance. Not if tests run in parallel, when they may be another
 *       test's, unless the class is {@code @Isolated}.
 * </ul>
 *
 * <p>What children print is kept, the last 200 lines of it, and comes to light only if the test
 * fails: as a suppressed exception of its failure, together with the children that were still alive
 * and what everybody waited for. After a time-out the children are killed, rather than asked to
 * end.
 *
 * <p>Threads: safe for tests in parallel.
 */
public final class ZProcExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(ZProcExtension.class);

  private final Consumer<ZProcOptions> options;

  /** For JUnit. */
  public ZProcExtension() {
    this(options -> {});
  }

  private ZProcExtension(Consumer<ZProcOptions> options) {
    this.options = options;
  }

  /** For a field with {@code @RegisterExtension}, of a class that has no {@link ZProcTest}. */
  public static ZProcExtension with(Consumer<ZProcOptions> options) {
    return new ZProcExtension(Objects.requireNonNull(options, "options"));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    TestedContext tested =
        new TestedContext(
            options.andThen(TestOptions.of(context)), LeftThreads.mayBeAnotherTests(context));
    context.getStore(OURS).put(TestedContext.class, tested);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestedContext tested = context.getStore(OURS).remove(TestedContext.class, TestedContext.class);
    if (tested != null) {
      tested.end(context.getExecutionException().orElse(null));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ZProc.class;
  }

  @Override
  public ZProc resolveParameter(ParameterContext parameter, ExtensionContext context) {
    @Nullable TestedContext tested =
        context.getStore(OURS).get(TestedContext.class, TestedContext.class);
    if (tested == null) {
      throw new ParameterResolutionException(
          "a context belongs to one test, and "
              + parameter.getDeclaringExecutable()
              + " is not called for one; take it in the test, or in a @BeforeEach method");
    }
    return tested.open();
  }
}
