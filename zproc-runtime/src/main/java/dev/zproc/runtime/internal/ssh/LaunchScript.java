package dev.zproc.runtime.internal.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The script that runs a child's JVM on another host: two shells, one behind the other.
 *
 * <p>The first reads what comes from here: the boot frame, which it passes on as it is, and then
 * words, a line each. A dot says that we are there, and is passed on, too; {@code +TERM} is a
 * signal for the JVM. When nothing comes any more, the parent, the network or this host's sshd is
 * gone, and it closes the pipe, which is the lifeline of the JVM; should that not end it, SIGKILL
 * does.
 *
 * <p>The second is the parent of the JVM. It says on stderr when it is there, and with which code
 * the JVM has ended: the code of ssh could be that of ssh. Then it clears away what belongs to the
 * child.
 */
final class LaunchScript {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** How long a JVM whose lifeline has ended may take to end. */
  private static final int SECONDS_TO_END = 3;

  private static final String SCRIPT =
      """
      run=$folder/run/$id
      say() { printf '\\000zproc %s %s\\n' "$id" "$1" >&6; }
      take() {
        case $t in head*) head -c "$1";; *) dd bs=1 count="$1" 2>/dev/null;; esac
      }
      reader() {
        exec 6>&-
        trap '' HUP INT
        sh -c 'echo $PPID'
        take "$frame"
        while IFS= read -r word; do
          case $word in
            .) echo . ;;
            +*) [ -s "$run.pid" ] && kill -s "${word#+}" "$(cat "$run.pid")" 2>/dev/null ;;
          esac
        done
        exec >&-
        sleep SECONDS
        [ -s "$run.pid" ] && kill -KILL "$(cat "$run.pid")" 2>/dev/null
      }
      leave() {
        rm -f "$run".*
        kill "$reader"
        exit "$1"
      }
      waiter() {
        read -r reader
        IFS=:
        for jar in $cp; do
          [ -f "$jar" ] || { say 'gone'; leave 1; }
          touch -c "$jar"
        done
        unset IFS
        if [ -n "$directory" ]; then
          cd "$directory" || { say 'nodirectory'; leave 1; }
        fi
        say 'up'
        (vary; exec /bin/sh -c "$inner" sh "$run.pid" "$cp" 3<&0 </dev/null 2>&6 6>&-)
        code=$?
        rm -f "$run".* # first, as there may be nobody left to say anything to
        say "exit $code"
        leave $code
      }
      exec 6>&2 2>/dev/null
      reader | waiter
      exit $?
      """
          .replace("SECONDS", "" + SECONDS_TO_END);

  private LaunchScript() {}

  /**
   * The script.
   *
   * @param command the command line of the JVM there
   * @param marker the word of it that tells the JVM its parent, which it has only there; begins
   *     with {@code zproc:0}
   * @param environment variables to add, or to take away if they have no value
   * @param directory where the JVM runs there; null for the home
   * @param frameBytes how long the boot frame is
   * @throws IllegalArgumentException if a variable cannot be set
   */
  static String of(
      SshSite site,
      String id,
      List<String> command,
      String marker,
      Map<String, Optional<String>> environment,
      @Nullable String directory,
      int frameBytes) {
    String classPath = site.classPath();
    List<String> words = new ArrayList<>();
    for (String word : command) {
      words.add(
          word.equals(marker)
              ? "\"zproc:$PPID\"" + ShellText.quoted(word.substring("zproc:0".length()))
              : word.equals(classPath) ? "\"$2\"" : ShellText.quoted(word));
    }
    // What is set is nobody's business, as a command line would be.
    String vary = "vary() {\n:\n" + changes(environment) + "}\n";
    String inner = "echo $$ >\"$1\"; exec " + String.join(" ", words);
    return assignment("id", id)
        + assignment("folder", site.folder())
        + assignment("frame", "" + frameBytes)
        + assignment("cp", classPath)
        + assignment("directory", directory == null ? "" : directory)
        + assignment("inner", inner)
        + vary
        + SCRIPT;
  }

  private static String changes(Map<String, Optional<String>> environment) {
    StringBuilder changes = new StringBuilder();
    environment.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                "the variable '"
                    + name
                    + "' cannot be set on another host: no shell takes its name");
          }
          changes.append(
              value.isPresent()
                  ? "export " + name + "=" + ShellText.quoted(value.get()) + "\n"
                  : "unset " + name + "\n");
        });
    return changes.toString();
  }

  private static String assignment(String name, String value) {
    return name + "=" + ShellText.quoted(value) + "\n";
  }
}
