/** A page on loopback that shows a context: what is served, who is let in, what is looked at. */
@NullMarked
package dev.zproc.console;

import org.jspecify.annotations.NullMarked;
