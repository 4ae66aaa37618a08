/** Which Java types may cross between processes, what they consist of, and why others may not. */
@NullMarked
package dev.zproc.processor.type;

import org.jspecify.annotations.NullMarked;
