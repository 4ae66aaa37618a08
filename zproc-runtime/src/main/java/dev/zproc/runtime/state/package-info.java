/** Shared state as a program sees it: cells, snapshots, conditions, watches and transactions. */
@NullMarked
package dev.zproc.runtime.state;

import org.jspecify.annotations.NullMarked;
