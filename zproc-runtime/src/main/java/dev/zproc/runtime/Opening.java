package dev.zproc.runtime;

import static java.lang.StackWalker.Option.RETAIN_CLASS_REFERENCE;

import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.access.ServerUri;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.server.Access;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.server.StateServer;
import dev.zproc.runtime.internal.wait.Failures;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How contexts come about that are no child's. */
final class Opening {

  /** The session of the process that has opened a context. */
  private static final long ROOT = 1;

  private static @Nullable String program;

  private Opening() {}

  /** One with a state of its own. */
  static ZProc open(ZProcOptions options) {
    InsideChild.checkOpen(options);
    return options.serverMode == ServerMode.FORKED ? forked(options) : embedded(options);
  }

  /** One whose state this process keeps. */
  private static ZProc embedded(ZProcOptions options) {
    ServerOptions limits = options.server();
    Map<Role, Secret> secrets = toolSecrets(options);
    RootGuard guard = guard(limits);
    StateServer server =
        StateServer.start(limits.withAccess(Access.NONE.withSecrets(secrets)), guard);
    RuntimeFolder.Published published;
    try {
      published = publish(server.endpoint(), secrets, options);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    EngineSession session = new EngineSession(server.channel());
    Home home = new EmbeddedHome(session, server, guard, published, limits.inBytes());
    ZProc context = new ZProc(session, home, null, server::fail, 0, options);
    guard.start(context);
    return begun(context, options);
  }

  private static RootGuard guard(ServerOptions limits) {
    return new RootGuard(new HeapWatch(limits.limits().maxStateBytes()));
  }

  /**
   * One whose state this process keeps in the background.
   *
   * @param home tells of it, and knows when it is over
   */
  static ZProc hosted(ServerOptions limits, ZProcOptions options, HostHome home) {
    RootGuard guard = guard(limits);
    StateServer server = StateServer.start(limits, guard);
    EngineSession session = new EngineSession(server.channel());
    home.keeps(new EmbeddedHome(session, server, guard, null, limits.inBytes()), server.endpoint());
    ZProc context = new ZProc(session, home, null, server::fail, 0, options);
    guard.start(context);
    return begun(context, options);
  }

  /** One whose state a JVM keeps that is forked for it. */
  private static ZProc forked(ZProcOptions options) {
    Map<Role, Secret> secrets = toolSecrets(options);
    Secret root = Secret.random();
    ServerOptions server = options.server().withAccess(Access.NONE.withSecrets(secrets));
    ForkedHome home = ForkedHome.start(server, options.serverJvmOptions(), root);
    EngineSession session;
    try {
      home.published(publish(home.endpoint(), secrets, options));
      LinkOptions link = LinkOptions.to(home.endpoint(), ROOT, root);
      session = new EngineSession(Link.connect(link, home::fault));
    } catch (RuntimeException e) {
      home.close();
      throw e instanceof EngineException failed ? Failures.of(failed) : e;
    }
    ZProc context = new ZProc(session, home, null, home::fault, 0, options);
    home.opened(context, session);
    return begun(context, options);
  }

  /** One whose state a server keeps that runs on its own. */
  static ZProc connected(String uri, Credentials credentials, Consumer<ConnectOptions> configure) {
    InsideChild.checkConnect();
    ConnectOptions options = new ConnectOptions();
    configure.accept(options);
    LinkOptions link =
        LinkOptions.to(ServerUri.endpoint(uri), credentials.role(), credentials.secret())
            .withConnectTimeout(options.timeout());
    return connected(link, options.context());
  }

  /** One whose state the server keeps at the end of a link. */
  static ZProc connected(LinkOptions link, ZProcOptions options) {
    RemoteHome home = new RemoteHome();
    EngineSession session;
    try {
      session = new EngineSession(Link.connect(link, home::fault));
    } catch (EngineException failed) {
      throw Failures.of(failed);
    }
    ZProc context = new ZProc(session, home, null, home::fault, 0, options);
    home.opened(context, session);
    return begun(context, options);
  }

  private static ZProc begun(ZProc context, ZProcOptions options) {
    context.children.begin();
    ConsoleOptions console = options.console;
    if (console != null) {
      try {
        context.show(console);
      } catch (RuntimeException e) {
        context.close();
        throw e;
      }
    }
    return context;
  }

  /** By which tools get in: to look always, and to write where that was asked for. */
  static Map<Role, Secret> toolSecrets(ZProcOptions options) {
    Map<Role, Secret> secrets = new EnumMap<>(Role.class);
    secrets.put(Role.READER, Secret.random());
    if (options.control) {
      secrets.put(Role.OPERATOR, Secret.random());
    }
    return secrets;
  }

  /**
   * Lets tools find a context; null if that cannot be.
   *
   * @throws IllegalStateException if it cannot, and was asked for
   */
  static RuntimeFolder.@Nullable Published publish(
      String endpoint, Map<Role, Secret> secrets, ZProcOptions options) {
    try {
      String uri = ServerUri.of(endpoint);
      return RuntimeFolder.ofUser().publish(ContextRecord.ofThisProcess(uri, program(), secrets));
    } catch (IOException | RuntimeException e) {
      if (options.control) {
        throw new IllegalStateException(
            "a context that is open for control needs a folder in which tools find it, and none but"
                + " this user: "
                + e.getMessage()
                + "; name another with -D"
                + RuntimeFolder.PROPERTY,
            e);
      }
      System.getLogger(ZProc.class.getName())
          .log(Level.DEBUG, "tools will not find this context", e);
      return null;
    }
  }

  /**
   * What this program is called: the class whose {@code main} has opened its first context, which
   * under Maven or in an application server is not the one that was started; else that one, or its
   * jar; never its arguments.
   */
  static synchronized String program() {
    String known = program;
    if (known == null) {
      known =
          StackWalker.getInstance(RETAIN_CLASS_REFERENCE) // newer JDKs tell descriptors to it alone
              .walk(frames -> frames.filter(Opening::isMain).findFirst())
              .map(StackWalker.StackFrame::getClassName)
              .orElseGet(Opening::started);
      program = known;
    }
    return known;
  }

  private static boolean isMain(StackWalker.StackFrame frame) {
    return frame.getMethodName().equals("main")
        && frame.getDescriptor().startsWith("([Ljava/lang/String;)")
        && !frame.getClassName().startsWith("dev.zproc.runtime.");
  }

  private static String started() {
    String command = System.getProperty("sun.java.command", "?");
    int space = command.indexOf(' ');
    return space < 0 ? command : command.substring(0, space);
  }
}
