package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.runtime.internal.engine.Shown;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
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

/** Writes and reads the classes of the JDK that {@link JdkTypes} knows. */
final class JdkSerializer<T> extends Serializer<T> {

  private final Class<T> type;

  JdkSerializer(Class<T> type) {
    this.type = type;
  }

  @Override
  public void write(Kryo kryo, Output out, T value) {
    if (value instanceof UUID id) {
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
    } else if (value instanceof URI uri) {
      out.writeString(text(uri));
    } else if (value instanceof Path path) {
      out.writeString(text(path));
    } else if (value instanceof BigInteger number) {
      write(out, number);
    } else if (value instanceof BigDecimal number) {
      out.writeInt(number.scale());
      write(out, number.unscaledValue());
    } else {
      writeTime(out, value);
    }
  }

  /** Some that were made of others read as something else, {@code b:c} relative to {@code a}. */
  private static String text(URI uri) {
    String text = uri.toString();
    try {
      if (new URI(text).equals(uri)) {
        return text;
      }
    } catch (URISyntaxException e) {
      // As below.
    }
    throw new KryoException("the URI '" + text + "' does not read as what it is");
  }

  private static String text(Path path) {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      throw new KryoException(
          "a Path of another file system than the default one: " + Shown.of(path));
    }
    String text = path.toString();
    try {
      if (Path.of(text).equals(path)) {
        return text;
      }
    } catch (InvalidPathException e) {
      // As below.
    }
    throw new KryoException(
        "the path '"
            + text
            + "' has bytes that are no text in this JVM's encoding of file names"
            + " (sun.jnu.encoding), so that another path would arrive; rename the file, or send its"
            + " name in another form");
  }

  private static void writeTime(Output out, Object value) {
    if (value instanceof Duration duration) {
      out.writeLong(duration.getSeconds());
      out.writeInt(duration.getNano());
    } else if (value instanceof Instant instant) {
      out.writeLong(instant.getEpochSecond());
      out.writeInt(instant.getNano());
    } else if (value instanceof LocalDate date) {
      out.writeLong(date.toEpochDay());
    } else if (value instanceof LocalTime time) {
      out.writeLong(time.toNanoOfDay());
    } else if (value instanceof LocalDateTime time) {
      write(out, time);
    } else if (value instanceof OffsetTime time) {
      out.writeLong(time.toLocalTime().toNanoOfDay());
      out.writeInt(time.getOffset().getTotalSeconds());
    } else if (value instanceof OffsetDateTime time) {
      write(out, time.toLocalDateTime());
      out.writeInt(time.getOffset().getTotalSeconds());
    } else if (value instanceof ZonedDateTime time) {
      write(out, time.toLocalDateTime());
      out.writeInt(time.getOffset().getTotalSeconds());
      out.writeString(time.getZone().getId());
    } else if (value instanceof ZoneId zone) {
      out.writeString(zone.getId());
    } else if (value instanceof Period period) {
      out.writeInt(period.getYears());
      out.writeInt(period.getMonths());
      out.writeInt(period.getDays());
    } else if (value instanceof Year year) {
      out.writeInt(year.getValue());
    } else if (value instanceof YearMonth month) {
      out.writeInt(month.getYear());
      out.writeInt(month.getMonthValue());
    } else {
      MonthDay day = (MonthDay) value;
      out.writeInt(day.getMonthValue());
      out.writeInt(day.getDayOfMonth());
    }
  }

  private static void write(Output out, LocalDateTime time) {
    out.writeLong(time.toLocalDate().toEpochDay());
    out.writeLong(time.toLocalTime().toNanoOfDay());
  }

  private static void write(Output out, BigInteger number) {
    byte[] bytes = number.toByteArray();
    out.writeVarInt(bytes.length, true);
    out.writeBytes(bytes);
  }

  @Override
  public T read(Kryo kryo, Input in, Class<? extends T> ignored) {
    return type.cast(read((BoundedInput) in));
  }

  private Object read(BoundedInput in) {
    in.takes(BoundedInput.LARGE);
    if (type == UUID.class) {
      return new UUID(in.readLong(), in.readLong());
    } else if (type == URI.class) {
      return URI.create(Serializers.text(in));
    } else if (type == Path.class) {
      return Path.of(Serializers.text(in));
    } else if (type == BigInteger.class) {
      return integer(in);
    } else if (type == BigDecimal.class) {
      int scale = in.readInt();
      return new BigDecimal(integer(in), scale);
    }
    return readTime(in);
  }

  private Object readTime(BoundedInput in) {
    if (type == Duration.class) {
      return Duration.ofSeconds(in.readLong(), in.readInt());
    } else if (type == Instant.class) {
      return Instant.ofEpochSecond(in.readLong(), in.readInt());
    } else if (type == LocalDate.class) {
      return LocalDate.ofEpochDay(in.readLong());
    } else if (type == LocalTime.class) {
      return LocalTime.ofNanoOfDay(in.readLong());
    } else if (type == LocalDateTime.class) {
      return dateTime(in);
    } else if (type == OffsetTime.class) {
      return OffsetTime.of(LocalTime.ofNanoOfDay(in.readLong()), offset(in));
    } else if (type == OffsetDateTime.class) {
      return OffsetDateTime.of(dateTime(in), offset(in));
    } else if (type == ZonedDateTime.class) {
      // Keeps the instant, should the two JVMs know different rules for the zone.
      return ZonedDateTime.ofInstant(dateTime(in), offset(in), ZoneId.of(Serializers.text(in)));
    } else if (type == ZoneOffset.class) {
      return ZoneOffset.of(Serializers.text(in));
    } else if (type == ZoneId.class) {
      return ZoneId.of(Serializers.text(in));
    } else if (type == Period.class) {
      return Period.of(in.readInt(), in.readInt(), in.readInt());
    } else if (type == Year.class) {
      return Year.of(in.readInt());
    } else if (type == YearMonth.class) {
      return YearMonth.of(in.readInt(), in.readInt());
    } else {
      return MonthDay.of(in.readInt(), in.readInt());
    }
  }

  private static LocalDateTime dateTime(BoundedInput in) {
    return LocalDateTime.of(
        LocalDate.ofEpochDay(in.readLong()), LocalTime.ofNanoOfDay(in.readLong()));
  }

  private static ZoneOffset offset(BoundedInput in) {
    return ZoneOffset.ofTotalSeconds(in.readInt());
  }

  private static BigInteger integer(BoundedInput in) {
    return new BigInteger(in.readBytes(in.readCount(1)));
  }
}
