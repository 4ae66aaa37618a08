package dev.zproc.runtime.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which classes of the JDK are known. */
final class JdkTypes {

  private JdkTypes() {}

  static boolean isKnown(Class<?> type) {
    return named(type.getName()) == type;
  }

  /** The class called {@code name} if it is known; told by name, so that no other is loaded. */
  static @Nullable Class<?> named(String name) {
    return switch (name) {
      case "java.util.UUID" -> UUID.class;
      case "java.net.URI" -> URI.class;
      case "java.nio.file.Path" -> Path.class;
      case "java.math.BigInteger" -> BigInteger.class;
      case "java.math.BigDecimal" -> BigDecimal.class;
      case "java.time.Duration" -> Duration.class;
      case "java.time.Instant" -> Instant.class;
      case "java.time.LocalDate" -> LocalDate.class;
      case "java.time.LocalTime" -> LocalTime.class;
      case "java.time.LocalDateTime" -> LocalDateTime.class;
      case "java.time.OffsetTime" -> OffsetTime.class;
      case "java.time.OffsetDateTime" -> OffsetDateTime.class;
      case "java.time.ZonedDateTime" -> ZonedDateTime.class;
      case "java.time.ZoneId" -> ZoneId.class;
      case "java.time.ZoneOffset" -> ZoneOffset.class;
      case "java.time.Period" -> Period.class;
      case "java.time.Year" -> Year.class;
      case "java.time.YearMonth" -> YearMonth.class;
      case "java.time.MonthDay" -> MonthDay.class;
      default -> null;
    };
  }
}
