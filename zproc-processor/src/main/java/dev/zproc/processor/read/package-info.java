/** From elements to models; whatever is wrong with them is reported here. */
@NullMarked
package dev.zproc.processor.read;

import org.jspecify.annotations.NullMarked;
