package dev.zproc.runtime.internal.process;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the operating system and the JVM tell of a process that has ended.
 *
 * @param code the exit code; 128 and the number of the signal if one ended it
 * @param crashReport the JVM's hs_err file, or null if it wrote none
 * @param command the command line, for messages
 * @param stderr the end of what it wrote there
 */
public record ExitReport(int code, @Nullable Path crashReport, String command, String stderr) {}
