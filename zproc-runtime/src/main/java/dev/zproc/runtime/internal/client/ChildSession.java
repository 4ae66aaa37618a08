package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.wire.Secret;

/**
 * A child's session, made before its process: what goes into the boot frame.
 *
 * @param session the child's session
 * @param revision the revision at which it is born, from which on nothing is missed; 0 if it is
 *     still to be born
 * @param secret by which the child's process proves that it is this session
 * @param endpoint where it finds the server
 */
public record ChildSession(long session, long revision, Secret secret, String endpoint) {}
