/** From models to Java source and topology pages; knows nothing of javac. */
@NullMarked
package dev.zproc.processor.write;

import org.jspecify.annotations.NullMarked;
