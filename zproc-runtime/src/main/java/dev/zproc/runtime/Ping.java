package dev.zproc.runtime;

import dev.zproc.runtime.state.MemoryUse;
import java.time.Duration;

/**
 * An answer of the state server.
 *
 * @param serverPid the process that the server runs in
 * @param revision the newest revision
 * @param uptime how long the server has been running
 * @param roundTrip how long the answer took
 * @param memory about how much memory the state takes in that process
 */
public record Ping(
    long serverPid, long revision, Duration uptime, Duration roundTrip, MemoryUse memory) {}
