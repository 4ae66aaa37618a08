/**
 * Measures this project against its peers: all contenders of a question in one run, one table out.
 */
@NullMarked
package dev.zproc.benchmarks;

import org.jspecify.annotations.NullMarked;
