/**
 * The language of {@code @WaitFor}: from its text to a typed condition, knowing nothing of javac.
 */
@NullMarked
package dev.zproc.processor.condition;

import org.jspecify.annotations.NullMarked;
