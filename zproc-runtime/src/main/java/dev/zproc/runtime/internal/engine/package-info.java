/**
 * The seam between whoever keeps the state and whoever uses it: opaque keys and values, revisions,
 * compares and watches. Knows neither Java types nor sockets.
 */
@NullMarked
package dev.zproc.runtime.internal.engine;

import org.jspecify.annotations.NullMarked;
