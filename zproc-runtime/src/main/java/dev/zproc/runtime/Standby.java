package dev.zproc.runtime;

import java.time.Instant;

/**
 * A JVM that waits for a call, as {@link ZProc#standbys} tells of it: no child yet, and the child
 * of one call at most.
 *
 * @param pid the id of its process
 * @param ready whether it is warm; until then it takes no call
 * @param since when it was started
 * @param settings what was chosen for its JVM; of system properties and variables the names only
 */
public record Standby(long pid, boolean ready, Instant since, String settings) {}
