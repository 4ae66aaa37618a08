package dev.zproc.runtime.internal.wire;

/**
 * Who answers.
 *
 * @param pid the process that the server runs in
 * @param epoch how often this state has been taken up by a server, starting with 1
 * @param revision the newest revision
 * @param uptimeMillis how long this server has been running
 */
public record ServerInfo(long pid, long epoch, long revision, long uptimeMillis) {}
