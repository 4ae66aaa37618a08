/** A state on etcd, which programs on several hosts share. */
@NullMarked
package dev.zproc.etcd;

import org.jspecify.annotations.NullMarked;
