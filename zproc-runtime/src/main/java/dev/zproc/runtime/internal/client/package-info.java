/** A process's session with the state server: the link, requests, retries and watches. */
@NullMarked
package dev.zproc.runtime.internal.client;

import org.jspecify.annotations.NullMarked;
