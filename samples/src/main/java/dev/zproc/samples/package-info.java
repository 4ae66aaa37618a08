/** Small programs to read and run, each in one file; every one of them is run by a test. */
@NullMarked
package dev.zproc.samples;

import org.jspecify.annotations.NullMarked;
