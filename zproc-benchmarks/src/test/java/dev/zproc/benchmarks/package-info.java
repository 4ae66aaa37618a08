@NullMarked
package dev.zproc.benchmarks;

import org.jspecify.annotations.NullMarked;
