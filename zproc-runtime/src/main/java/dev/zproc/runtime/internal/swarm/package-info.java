/**
 * Warm workers that take calls: what decides who does what, which is pure; the broker in the JVM
 * that has opened the swarm; and the worker's side.
 */
@NullMarked
package dev.zproc.runtime.internal.swarm;

import org.jspecify.annotations.NullMarked;
