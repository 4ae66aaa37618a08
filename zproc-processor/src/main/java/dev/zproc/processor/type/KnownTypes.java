package dev.zproc.processor.type;

import dev.zproc.processor.condition.ScalarKind;
import java.util.Arrays;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** The types that the runtime knows, which cross whatever anybody says. */
final class KnownTypes {

  private static final Set<String> JDK =
      Set.of(
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.net.URI",
          "java.nio.file.Path",
          "java.time.Duration",
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.LocalTime",
          "java.time.MonthDay",
          "java.time.OffsetDateTime",
          "java.time.OffsetTime",
          "java.time.Period",
          "java.time.Year",
          "java.time.YearMonth",
          "java.time.ZoneId",
          "java.time.ZoneOffset",
          "java.time.ZonedDateTime",
          "java.util.UUID");

  private KnownTypes() {}

  /** Whether the runtime has a serializer for the class of the JDK called {@code name}. */
  static boolean isJdk(String name) {
    return JDK.contains(name);
  }

  /** Whether values of {@code type} cross, whatever anybody says. */
  static boolean crossesByItself(TypeElement type) {
    String name = type.getQualifiedName().toString();
    return type.getKind() == ElementKind.ENUM
        || JDK.contains(name)
        || Arrays.stream(ScalarKind.values()).anyMatch(k -> name.equals("java.lang." + k.boxed()))
        || Arrays.stream(Shape.Kind.values()).anyMatch(k -> name.equals(k.qualifiedName()));
  }
}
