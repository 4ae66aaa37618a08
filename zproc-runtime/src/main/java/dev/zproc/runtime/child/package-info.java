/**
 * What is said of children and groups of them: what they are doing, what happens to them, and how
 * they end.
 */
@NullMarked
package dev.zproc.runtime.child;

import org.jspecify.annotations.NullMarked;
