package dev.zproc.runtime.internal.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which connections have to go when too much waits for all of them together. */
final class Slowest {

  private Slowest() {}

  /** Those for which most waits, until what the others wait for together is within the limit. */
  static List<RemoteConnection> beyond(long maxBytes, Collection<Connection> filled) {
    List<RemoteConnection> slow = new ArrayList<>();
    for (Connection each : filled) {
      if (each instanceof RemoteConnection remote) {
        slow.add(remote);
      }
    }
    slow.sort(Comparator.comparingLong(each -> each.outgoing().weight()));
    Weight together = Weight.ofAllTogether();
    List<RemoteConnection> beyond = new ArrayList<>();
    long sum = 0;
    for (RemoteConnection each : slow) {
      long more = each.outgoing().weight(together);
      if (sum > 0 && sum + more > maxBytes) {
        beyond.add(each);
      } else {
        sum += more;
      }
    }
    return beyond;
  }
}
