package dev.zproc.processor.condition;

import dev.zproc.processor.report.Problem;

/**
 * Something wrong with the text of a condition.
 *
 * @param column where, counted from 1 in the whole text; within it
 * @param text what is wrong and what to do, beginning with the place; {@code Place.report(problem,
 *     text)} prints it
 */
public record Finding(Problem problem, int column, String text) {}
