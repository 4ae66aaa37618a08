package dev.zproc.runtime.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahEra;
import java.time.chrono.IsoEra;
import java.time.chrono.MinguoEra;
import java.time.chrono.ThaiBuddhistEra;
import java.time.format.FormatStyle;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
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

  /** The same for the enums of {@code java.time}, which cross as all enums do. */
  static @Nullable EnumType<?> enumNamed(String name) {
    return switch (name) {
      case "java.time.DayOfWeek" -> new EnumType<>(DayOfWeek.class);
      case "java.time.Month" -> new EnumType<>(Month.class);
      case "java.time.chrono.HijrahEra" -> new EnumType<>(HijrahEra.class);
      case "java.time.chrono.IsoEra" -> new EnumType<>(IsoEra.class);
      case "java.time.chrono.MinguoEra" -> new EnumType<>(MinguoEra.class);
      case "java.time.chrono.ThaiBuddhistEra" -> new EnumType<>(ThaiBuddhistEra.class);
      case "java.time.format.FormatStyle" -> new EnumType<>(FormatStyle.class);
      case "java.time.format.ResolverStyle" -> new EnumType<>(ResolverStyle.class);
      case "java.time.format.SignStyle" -> new EnumType<>(SignStyle.class);
      case "java.time.format.TextStyle" -> new EnumType<>(TextStyle.class);
      case "java.time.temporal.ChronoField" -> new EnumType<>(ChronoField.class);
      case "java.time.temporal.ChronoUnit" -> new EnumType<>(ChronoUnit.class);
      default -> null;
    };
  }
}
