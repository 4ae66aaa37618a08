/** From models to Java source; knows nothing of javac, and is alone in knowing JavaPoet. */
@NullMarked
package dev.zproc.processor.write;

import org.jspecify.annotations.NullMarked;
