package dev.zproc.runtime.internal.ssh;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What is run on another host before a child is: scripts of any POSIX shell. */
final class SiteScripts {

  /** After how many days nobody has used it a jar is removed there. */
  private static final int KEPT_DAYS = 90;

  /**
   * Finds or makes the cache, finds Java, and says which jars are missing; and clears away what
   * children have left there that could not do so themselves.
   */
  private static final String LOOK =
      """
      say() { printf 'zproc: %s\\n' "$1"; }
      umask 077
      c=${XDG_CACHE_HOME:-$HOME/.cache}/zproc
      mkdir -p "$c/jars" "$c/run" "$c/new" "$c/crash" && c=$(cd "$c" && pwd -P) && cd "$c" || {
        say 'nofolder'; exit 0; }
      say "folder $c"
      if [ -n "$java" ]; then
        [ -x "$java/bin/java" ] && java=$java/bin/java
      elif [ -n "$JAVA_HOME" ] && [ -x "$JAVA_HOME/bin/java" ]; then
        java=$JAVA_HOME/bin/java
      else
        java=$(command -v java)
      fi
      if [ -n "$java" ] && [ -x "$java" ]; then
        say "java $java"
        shown=$("$java" -XshowSettings:properties -version 2>&1 </dev/null)
        printf '%s\\n' "$shown" | sed -n 's/^ *java\\.home = /zproc: home /p;
          s/^ *java\\.specification\\.version = /zproc: release /p'
      fi
      for id in $(cd run && ls | sed -n 's/\\.[a-z]*$//p' | sort -u); do
        pid=
        [ -s "run/$id.pid" ] && read -r pid <"run/$id.pid"
        if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then continue; fi
        find run -name "$id.*" -mmin +10 -exec rm -f {} + 2>/dev/null
      done
      find new crash -mindepth 1 -mtime +30 -exec rm -rf {} + 2>/dev/null
      for h in $hashes; do
        if [ -f "jars/$h.jar" ]; then touch -c "jars/$h.jar"; else say "missing $h"; fi
      done
      find jars -name '*.jar' -mtime +DAYS -exec rm -f {} + 2>/dev/null
      say 'done'
      """
          .replace("DAYS", "" + KEPT_DAYS);

  /** Takes jars from a tar, looks whether each is what its name says, and only then keeps it. */
  private static final String TAKE =
      """
      say() { printf 'zproc: %s\\n' "$1"; }
      sum() {
        if command -v sha256sum >/dev/null; then sha256sum "$1"
        elif command -v shasum >/dev/null; then shasum -a 256 "$1"
        else openssl dgst -r -sha256 "$1"; fi
      }
      umask 077
      new=$folder/new/$$
      rm -rf "$new"
      mkdir -p "$new" && cd "$new" || { say 'nofolder'; exit 0; }
      trap 'cd "$folder" && rm -rf "$new"' EXIT
      trap 'exit 1' HUP INT TERM PIPE
      tar -xf - || { say 'notar'; exit 0; }
      count=0
      for f in *.jar; do
        got=$(sum "$f")
        if [ "${got%% *}" != "${f%.jar}" ]; then say "damaged $f"; exit 0; fi
        touch "$f" && mv -f "$f" "$folder/jars/$f" || exit 0
        count=$((count + 1))
      done
      say "stored $count"
      """;

  private SiteScripts() {}

  static String look(@Nullable String java, Collection<String> hashes) {
    return "java="
        + ShellText.quoted(java == null ? "" : java)
        + "\nhashes='"
        + String.join(" ", hashes)
        + "'\n"
        + LOOK;
  }

  static String take(String folder) {
    return "folder=" + ShellText.quoted(folder) + "\n" + TAKE;
  }
}
