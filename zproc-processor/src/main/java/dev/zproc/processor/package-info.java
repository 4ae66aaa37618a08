/**
 * The annotation processor itself: rounds, deferral and output; the work is done in the packages
 * below.
 */
@NullMarked
package dev.zproc.processor;

import org.jspecify.annotations.NullMarked;
