/**
 * What the processor tells the user: every diagnostic, where it is put, and how names are shown.
 */
@NullMarked
package dev.zproc.processor.report;

import org.jspecify.annotations.NullMarked;
