package dev.zproc.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Keys;
import org.junit.jupiter.api.Test;

class StateRowsTest {

  private static final Sized VALUE = new Sized(5, Bytes.utf8("value"));

  private final StateRows rows = new StateRows(new Quiet());

  private static Bytes key(int number) {
    return Keys.key("shop", "key" + number);
  }

  @Test
  void countsTheKeysThatFindNoRoomAndNotTheirWrites() {
    for (int i = 0; i < StateRows.MAX_ROWS + 2; i++) {
      rows.put(key(i), VALUE, 1);
    }
    assertThat(rows.more()).isEqualTo(2);

    rows.put(key(StateRows.MAX_ROWS), VALUE, 2);
    rows.put(key(StateRows.MAX_ROWS), VALUE, 3);
    assertThat(rows.more()).isEqualTo(2);
    rows.remove(key(StateRows.MAX_ROWS + 1));
    assertThat(rows.more()).isEqualTo(1);
    rows.remove(Keys.key("shop", "never there"));
    assertThat(rows.more()).isEqualTo(1);

    rows.remove(key(0));
    assertThat(rows.put(key(StateRows.MAX_ROWS), VALUE, 4)).hasSize(1);
    assertThat(rows.more()).isZero();
  }

  @Test
  void countsNoMoreThanItKeeps() {
    for (int i = 0; i < StateRows.MAX_ROWS + StateRows.MAX_HIDDEN + 5; i++) {
      rows.put(key(i), VALUE, 1);
    }
    assertThat(rows.more()).isEqualTo(StateRows.MAX_HIDDEN);
  }
}
