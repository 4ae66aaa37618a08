@NullMarked
package dev.zproc.cli;

import org.jspecify.annotations.NullMarked;
