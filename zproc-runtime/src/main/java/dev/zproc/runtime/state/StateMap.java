package dev.zproc.runtime.state;

import java.util.concurrent.ConcurrentMap;

/** A map whose entries are keys of their own. */
public non-sealed interface StateMap<K, V> extends ConcurrentMap<K, V>, Key {}
