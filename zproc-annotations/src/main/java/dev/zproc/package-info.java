/**
 * What users of zproc write: the annotations that turn a method into a process and an interface
 * into shared state.
 */
@NullMarked
package dev.zproc;

import org.jspecify.annotations.NullMarked;
