package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeySelection;
import org.jspecify.annotations.Nullable;

/**
 * An open watch or wait.
 *
 * @param session whose it is
 * @param id its number within the session; 0 is the one that the session was born with
 * @param sinceMillis when it was opened, by the server's clock, in milliseconds since 1970
 * @param keys the keys that a watch looks at, or null for a wait
 * @param criterion what a wait waits for, or null for a watch
 *     <p>Threads: immutable.
 */
public record WaitInfo(
    long session,
    long id,
    long sinceMillis,
    @Nullable KeySelection keys,
    @Nullable Criterion criterion) {}
