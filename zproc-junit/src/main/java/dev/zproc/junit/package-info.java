/**
 * For tests with JUnit Jupiter: {@link dev.zproc.junit.ZProcTest} gives a test a context, and looks
 * at what it leaves behind; {@link dev.zproc.junit.ZProcAssertions} waits for what a state is to
 * become, in the manner of AssertJ.
 */
@NullMarked
package dev.zproc.junit;

import org.jspecify.annotations.NullMarked;
