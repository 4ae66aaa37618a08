/**
 * The seam between a server that has decided commits and what makes them last: a log that takes
 * them in batches, and may be a file or another store.
 */
@NullMarked
package dev.zproc.runtime.internal.journal;

import org.jspecify.annotations.NullMarked;
