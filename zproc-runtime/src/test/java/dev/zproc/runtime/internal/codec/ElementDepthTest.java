package dev.zproc.runtime.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may be appended to a list is what the list may be set to: all of it can be read. */
class ElementDepthTest {

  @Test
  void anElementIsTakenExactlyIfTheListWithItIs() {
    List<Integer> taken = new ArrayList<>();
    for (int levels = 60; levels <= 66; levels++) {
      CodecType<List<Object>> list = Codecs.list(type(levels));
      Object element = value(levels);
      boolean isAppended = append(list, element);
      assertThat(isAppended).as("%s levels", levels).isEqualTo(isSet(list, element));
      if (isAppended) {
        taken.add(levels);
      }
    }
    assertThat(taken).isNotEmpty().hasSizeLessThan(7);
    // One that was refused leaves nothing behind for the next value.
    CodecType<List<Object>> most = Codecs.list(type(taken.get(taken.size() - 1)));
    assertThat(isSet(most, value(taken.get(taken.size() - 1)))).isTrue();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // nested as deep as a number says
  private static CodecType<Object> type(int levels) {
    CodecType type = Codecs.INT;
    for (int i = 0; i < levels; i++) {
      type = Codecs.list(type);
    }
    return type;
  }

  private static Object value(int levels) {
    Object value = 1;
    for (int i = 0; i < levels; i++) {
      value = List.of(value);
    }
    return value;
  }

  private static boolean append(CodecType<List<Object>> list, Object element) {
    Bytes encoded;
    try {
      encoded = Bytes.wrap(Lists.encodeElement(list, element));
    } catch (BadValueException refused) {
      return false;
    }
    Bytes whole = Sequence.append(Sequence.EMPTY, encoded, Integer.MAX_VALUE);
    assertThat(list.decode(whole.shared())).isEqualTo(List.of(element));
    return true;
  }

  private static boolean isSet(CodecType<List<Object>> list, Object element) {
    try {
      return list.decode(list.encode(List.of(element))).equals(List.of(element));
    } catch (BadValueException refused) {
      return false;
    }
  }
}
