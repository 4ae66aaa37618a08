package dev.zproc.runtime;

/**
 * A place outside of zproc where programs share a state, for {@link ZProcOptions#engine}. Modules
 * of zproc implement it, such as {@code zproc-etcd}; programs do not.
 */
public interface Engine {}
