/** What a parent and the process of its child say to each other; below both. */
@NullMarked
package dev.zproc.runtime.internal.boot;

import org.jspecify.annotations.NullMarked;
