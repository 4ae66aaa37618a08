package dev.zproc.runtime.internal.codec;

/**
 * Which classes of the JDK are known, told by name so that neither they nor Kryo are loaded.
 *
 * <p>Threads: stateless.
 */
final class JdkTypes {

  private JdkTypes() {}

  static boolean isKnown(Class<?> type) {
    return switch (type.getName()) {
      case "java.util.UUID",
          "java.net.URI",
          "java.nio.file.Path",
          "java.math.BigInteger",
          "java.math.BigDecimal",
          "java.time.Duration",
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalTime",
          "java.time.LocalDateTime",
          "java.time.OffsetTime",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime",
          "java.time.ZoneId",
          "java.time.ZoneOffset",
          "java.time.Period",
          "java.time.Year",
          "java.time.YearMonth",
          "java.time.MonthDay" ->
          true;
      default -> false;
    };
  }
}
