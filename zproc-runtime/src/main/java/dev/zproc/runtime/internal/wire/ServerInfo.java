package dev.zproc.runtime.internal.wire;

/**
 * Who answers, and about how much memory its state takes.
 *
 * @param pid the process that the server runs in
 * @param epoch how often this state has been taken up by a server, starting with 1
 * @param revision the newest revision
 * @param uptimeMillis how long this server has been running
 * @param stateBytes what the newest state takes
 * @param historyBytes what history keeps beyond it
 * @param queuedBytes what waits for processes that do not read, for a turn to end, and for parents
 *     to take; and what has come of messages that are not whole
 */
public record ServerInfo(
    long pid,
    long epoch,
    long revision,
    long uptimeMillis,
    long stateBytes,
    long historyBytes,
    long queuedBytes) {}
