package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.child.ChildEnd;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the operating system and the JVM tell of a process that has ended.
 *
 * @param code the exit code; 128 and the number of the signal if one ended it
 * @param crashReport the JVM's hs_err file, or null if it wrote none
 * @param command the command line, for messages
 * @param stderr the end of what it wrote there
 * @param known how it ended, where that is known without the code; else null
 */
public record ExitReport(
    int code, @Nullable Path crashReport, String command, String stderr, @Nullable ChildEnd known) {

  ExitReport(int code, @Nullable Path crashReport, String command, String stderr) {
    this(code, crashReport, command, stderr, null);
  }
}
