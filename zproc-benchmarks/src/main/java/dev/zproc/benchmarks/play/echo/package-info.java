/** Nothing but a transport: a request goes to another process and comes back as it is. */
@NullMarked
package dev.zproc.benchmarks.play.echo;

import org.jspecify.annotations.NullMarked;
