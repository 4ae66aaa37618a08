package dev.zproc.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A program of this machine that some contenders need. */
enum Tool {
  ETCD("etcd", "apt-get install etcd-server"),
  REDIS("redis-server", "apt-get install redis-server"),
  PYTHON("python3", "apt-get install python3"),
  TASKSET("taskset", "apt-get install util-linux");

  private final String program;
  private final String installation;

  Tool(String program, String installation) {
    this.program = program;
    this.installation = installation;
  }

  String program() {
    return program;
  }

  /** What to do to have it; null if it is there. */
  @Nullable String missing() {
    return missing(System.getenv("PATH"));
  }

  /** The same for another search path than this process has. */
  @Nullable String missing(@Nullable String path) {
    if (path != null) {
      for (String folder : path.split(Pattern.quote(File.pathSeparator))) {
        if (Files.isExecutable(Path.of(folder, program))) {
          return null;
        }
      }
    }
    return program + " is not installed; " + installation;
  }
}
