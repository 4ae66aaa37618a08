/**
 * What the processor has understood of a source element, as immutable records without a trace of
 * javac.
 */
@NullMarked
package dev.zproc.processor.model;

import org.jspecify.annotations.NullMarked;
