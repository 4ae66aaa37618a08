/**
 * The children of a context: attempts, restarts and groups, decided by machines that know no clock.
 */
@NullMarked
package dev.zproc.runtime.internal.supervision;

import org.jspecify.annotations.NullMarked;
