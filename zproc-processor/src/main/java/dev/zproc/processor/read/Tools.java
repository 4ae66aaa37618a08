package dev.zproc.processor.read;

import dev.zproc.processor.report.Reporter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * What the compiler offers for looking around, and where problems go.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
public record Tools(Elements elements, Types types, Reporter reporter) {}
