package dev.zproc.cli;

import dev.zproc.runtime.internal.access.CredentialFile;
import dev.zproc.runtime.internal.access.ServerUri;
import dev.zproc.runtime.internal.wire.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which a command is told where to look. */
final class Where {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-c", "--context"},
      paramLabel = "CONTEXT",
      description =
          "Which context: an id that 'zproc ps' shows, the name of a background context, or the main"
              + " class of its program, as shop.Main or only Main. Not needed where only one is open.")
  private @Nullable String context;

  @Option(
      names = "--uri",
      paramLabel = "URI",
      description = "In place of a context, the address of a server that runs on its own.")
  private @Nullable String uri;

  @Option(names = "--credentials", paramLabel = "FILE", description = "The secrets of that server.")
  private @Nullable Path credentials;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "How long an answer may take: 500ms, 5s, 2m. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofSeconds(5);

  /** Connects, to look. */
  Connection look() {
    return Connection.open(target(), Role.READER, timeout);
  }

  /** Connects, to change something. */
  Connection control() {
    return Connection.open(target(), Role.OPERATOR, timeout);
  }

  /** It is this context; returns false if it is said otherwise already. */
  boolean named(String name) {
    boolean isFirst = context == null && uri == null;
    context = isFirst ? name : context;
    return isFirst;
  }

  Duration timeout() {
    return timeout;
  }

  Target target() {
    if (uri == null && credentials == null) {
      return Contexts.find().select(context);
    }
    if (uri == null || credentials == null || context != null) {
      throw wrong("--uri and --credentials go together, and without --context");
    }
    String there = Objects.requireNonNull(uri);
    try {
      ServerUri.endpoint(there);
      return Target.server(
          there,
          CredentialFile.read(Objects.requireNonNull(credentials)),
          "the file " + credentials + " has no secret of an operator, so it is for looking only");
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new Failure(ExitCode.DENIED, "cannot use the credentials: " + e.getMessage());
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(command.commandLine(), why);
  }
}
