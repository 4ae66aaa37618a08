package dev.zproc.runtime.internal.schema;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyName;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Shown;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shows keys and their values to people. A key of a state that this process has open is decoded by
 * its type; of others only what every process can read is shown: numbers, texts, names.
 */
public final class ShownKeys {

  private ShownKeys() {}

  public static Map.Entry<String, String> of(
      Collection<Namespace<?>> open, Bytes key, int size, @Nullable Bytes value) {
    String tooLarge = value == null && size > 0 ? bytes(size) : null;
    for (Namespace<?> namespace : open) {
      Slot<?> slot = namespace.slotOf(key);
      if (slot != null) {
        try {
          return Map.entry(name(slot, key), tooLarge == null ? value(slot, key, value) : tooLarge);
        } catch (BadValueException e) {
          break;
        }
      }
    }
    return Map.entry(name(key), tooLarge == null ? value(value) : tooLarge);
  }

  static @Nullable String told(
      Collection<Namespace<?>> open, Bytes key, @Nullable Bytes value, int most) {
    for (Namespace<?> namespace : open) {
      Slot<?> slot = namespace.slotOf(key);
      if (slot != null) {
        try {
          return slot.isMap() && (value == null || key.equals(slot.key))
              ? null
              : Shown.text(slot.decode(value), most);
        } catch (BadValueException e) {
          return null;
        }
      }
    }
    return null;
  }

  private static String name(Slot<?> slot, Bytes key) {
    if (!slot.isMap()) {
      return slot.toString();
    } else if (key.equals(slot.key)) {
      return slot + ".size()";
    }
    Bytes entry = key.from(slot.key.size() + 1);
    Object decoded = Objects.requireNonNull(slot.spec.entryKey()).decode(entry.shared());
    return slot + "[" + Phrase.value(decoded) + "]";
  }

  private static String value(Slot<?> slot, Bytes key, @Nullable Bytes value) {
    if (!slot.isMap()) {
      return Phrase.value(slot.decode(value));
    } else if (value == null) {
      return key.equals(slot.key) ? "0" : "absent";
    }
    return key.equals(slot.key) ? value(value) : Phrase.value(slot.type.decode(value.shared()));
  }

  /** {@code bakery.cookies} of a namespace that is not open here. */
  private static String name(Bytes key) {
    KeyName parts = KeyName.of(key);
    Bytes entry = parts.entry();
    return Phrase.label(entry == null ? parts.path() : parts.path() + "[" + value(entry) + "]");
  }

  private static String value(@Nullable Bytes value) {
    if (value == null) {
      return "absent";
    } else if (Scalar.isNumber(value)) {
      return Scalar.kind(value) == Scalar.CHAR
          ? Phrase.value((char) Scalar.number(value).intValue())
          : Scalar.number(value).toString();
    }
    return switch (Scalar.kind(value)) {
      case Scalar.BOOLEAN -> String.valueOf(value.at(1) == 1);
      case Scalar.TEXT -> Phrase.value(Scalar.text(value));
      case Scalar.ENUM -> Scalar.text(value);
      default -> bytes(value.size());
    };
  }

  private static String bytes(int size) {
    return "(" + size + " bytes)";
  }
}
