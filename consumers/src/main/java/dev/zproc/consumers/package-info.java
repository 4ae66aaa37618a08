/** The tests here build and run the projects of src/it as their owners would. */
@NullMarked
package dev.zproc.consumers;

import org.jspecify.annotations.NullMarked;
