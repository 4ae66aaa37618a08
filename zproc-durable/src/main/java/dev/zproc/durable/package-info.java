/** A state in an SQLite database: how it is laid out, written, read and checked. */
@NullMarked
package dev.zproc.durable;

import org.jspecify.annotations.NullMarked;
