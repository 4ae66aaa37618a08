package dev.zproc.runtime;

import java.time.Instant;
import java.util.Map;

/**
 * Something that a process waits for or watches, as the state server has it. Printed it reads
 * {@code eat waits for cookies > 5 && open (bakery.cookies = 3, bakery.open = false) since
 * 2026-01-31T12:00:00Z}.
 *
 * @param process the name of the child; behind its parent's if that is a child itself, as in {@code
 *     parse/count#2}; {@code root} is the process that opened the context
 * @param what what it waits for in the words of whoever wrote it: the condition of {@code @WaitFor}
 *     with the values of its arguments, {@code changed(cookies)}, {@code watch(cookies, price)}; of
 *     a predicate, which is code, where it is from
 * @param values the keys that it looks at, in the order in which it names them, and what they are
 *     now: {@code bakery.cookies} is {@code 3}. At most 16 keys; none where it looks at a whole
 *     state
 * @param since when it began to wait, by the server's clock
 */
public record OpenWait(String process, String what, Map<String, String> values, Instant since) {

  /** The wait in a line. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(process).append(" waits for ").append(what);
    String separator = " (";
    for (Map.Entry<String, String> value : values.entrySet()) {
      line.append(separator).append(value.getKey()).append(" = ").append(value.getValue());
      separator = ", ";
    }
    return line.append(values.isEmpty() ? " since " : ") since ").append(since).toString();
  }
}
