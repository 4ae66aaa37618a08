package dev.zproc.processor.type;

import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Why a type cannot cross.
 *
 * @param kind what is in the way
 * @param path where the culprit sits: {@code Order.items[].price}; empty if it is the type itself
 * @param culprit the type that cannot cross, as messages show it
 * @param reason why, without a full stop: {@code it is tied to this JVM}
 * @param remedy what to do, without a full stop
 * @param serializer the bad serializer, which is the culprit then
 */
public record Refusal(
    Kind kind,
    String path,
    String culprit,
    String reason,
    String remedy,
    @Nullable SerializerUse serializer) {

  Refusal(Kind kind, String path, String culprit, String reason, String remedy) {
    this(kind, path, culprit, reason, remedy, null);
  }

  /** What is in the way. */
  public enum Kind {
    /** Values of the type mean nothing elsewhere, or cannot be rebuilt. */
    NOT_TRANSFERABLE,
    /** Generated code cannot name the type. */
    NOT_ACCESSIBLE,
    /** A serializer that is named for it cannot be used. */
    BAD_SERIALIZER
  }

  /** Why generated code cannot name {@code type}. */
  public static Refusal inaccessible(TypeElement type, String path, String culprit) {
    boolean isPrivate = JavaTypes.isPrivate(type);
    return new Refusal(
        Kind.NOT_ACCESSIBLE,
        path,
        culprit,
        isPrivate
            ? "it is private, or inside a private class"
            : "it is not public, and in another package",
        isPrivate
            ? "Make it package-private or wider"
            : "Make it public, or move it to the package of the code that uses it");
  }
}
