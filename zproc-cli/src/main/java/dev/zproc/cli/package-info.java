/**
 * The command {@code zproc}: looks into contexts of the same user from outside, and changes nothing
 * in them unless they were opened for control.
 */
@NullMarked
package dev.zproc.cli;

import org.jspecify.annotations.NullMarked;
