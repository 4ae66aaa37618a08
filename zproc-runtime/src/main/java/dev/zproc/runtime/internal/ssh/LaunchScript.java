package dev.zproc.runtime.internal.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The script that runs a child's JVM on another host: two shells, one behind the other.
 *
 * <p>The first reads what comes from here: the boot frame, which it passes on as it is, and then
 * words, a line each. A dot says that we are there, and is passed on, too; {@code +TERM} is a
 * signal for the JVM, and as good as a dot. When nothing comes any more, the parent, the network or
 * this host's sshd is gone, and it closes the pipe, which is the lifeline of the JVM; should that
 * not end it, SIGKILL does.
 *
 * <p>The second is the parent of the JVM. It says on stderr with which code the JVM has ended: the
 * code of ssh could be that of ssh. Then it clears away what belongs to the child. What becomes the
 * JVM says there that it is up, when its id has been written down, so that signals find it.
 *
 * <p>The JVM has the environment that ssh gives, so that the script's own variables have names
 * which nobody else uses: one that is there and is changed would be changed for the JVM, too.
 */
final class LaunchScript {

  /** How long a JVM whose lifeline has ended may take to end. */
  private static final int SECONDS_TO_END = 3;

  private static final String SCRIPT =
      """
      zproc_run=$zproc_folder/run/$zproc_id
      say() { printf '\\000zproc %s %s\\n' "$zproc_id" "$1" >&6; }
      take() {
        case $zproc_t in head*) head -c "$1";; *) dd bs=1 count="$1" 2>/dev/null;; esac
      }
      signal() {
        [ -s "$zproc_run.pid" ] && kill -s "$1" "$(cat "$zproc_run.pid")" 2>/dev/null
      }
      reader() {
        exec 6>&-
        trap '' HUP INT
        sh -c 'echo $PPID'
        take "$zproc_frame"
        while IFS= read -r zproc_word; do
          case $zproc_word in
            .) echo . ;;
            +*) signal "${zproc_word#+}"; echo . ;;
          esac
        done
        exec >&-
        sleep SECONDS
        signal KILL
      }
      leave() {
        rm -f "$zproc_run".*
        kill "$zproc_reader"
        exit "$1"
      }
      waiter() {
        read -r zproc_reader
        IFS=:
        set -f # a path may look like a pattern, and is none
        for zproc_jar in $zproc_cp; do
          set +f
          [ -f "$zproc_jar" ] || { say 'gone'; leave 1; }
          touch -c "$zproc_jar"
        done
        set +f
        unset IFS
        if [ -n "$zproc_directory" ]; then
          cd "$zproc_directory" || { say 'nodirectory'; leave 1; }
        fi
        (
          set -- "$zproc_inner" sh "$zproc_run.pid" "$zproc_cp" # which no variable can change
          vary 2>&6
          exec /bin/sh -c "$@" 3<&0 </dev/null 2>&6 6>&-
        )
        zproc_code=$?
        [ -s "$zproc_run.pid" ] || { say 'nojvm'; leave 1; }
        rm -f "$zproc_run".* # first, as there may be nobody left to say anything to
        say "exit $zproc_code"
        leave $zproc_code
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
   * @param environment variables to add, or to take away if they have no value; each is {@linkplain
   *     ShellText#isVariable one to a shell}
   * @param directory where the JVM runs there; null for the home
   * @param frameBytes how long the boot frame is
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
    String inner =
        "echo $$ >\"$1\" || exit 1\n" // whoever hears "up" may send a signal
            + "printf '\\000zproc "
            + id
            + " up\\n' >&2\n"
            + "exec "
            + String.join(" ", words);
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
        (name, value) ->
            changes.append(
                value.isPresent()
                    ? "export " + name + "=" + ShellText.quoted(value.get()) + "\n"
                    : "unset " + name + "\n"));
    return changes.toString();
  }

  private static String assignment(String name, String value) {
    return "zproc_" + name + "=" + ShellText.quoted(value) + "\n";
  }
}
