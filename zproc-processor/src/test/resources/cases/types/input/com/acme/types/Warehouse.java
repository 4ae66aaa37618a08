package com.acme.types;

import dev.zproc.State;
import dev.zproc.runtime.state.StateMap;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@State
public interface Warehouse {
  boolean aBoolean();

  byte aByte();

  short aShort();

  char aChar();

  int anInt();

  long aLong();

  float aFloat();

  double aDouble();

  @Nullable Integer boxed();

  default String text() {
    return "";
  }

  default Shape shape() {
    return Shape.Special.POINT;
  }

  default byte small() {
    return 1;
  }

  int[] numbers();

  String[][] table();

  String @Nullable [] lines();

  int @Nullable [][] grid();

  List<Integer> integers();

  Set<DayOfWeek> days();

  Map<UUID, Optional<Instant>> instants();

  Optional<Duration> pause();

  @Nullable Tree tree();

  @Nullable Scalars scalars();

  @Nullable Empty empty();

  @Nullable Types types();

  @Nullable Pair<String, List<Tree>> pair();

  @Nullable Pair<int[], com.acme.other.Pair> otherPair();

  List<com.acme.other.Pair> otherPairs();

  @Nullable Result<String, Shape> result();

  @Nullable Result<Long, String> number();

  List<String>[] generic();

  StateMap<Pair<Integer, Integer>, Set<BigDecimal>> map();

  StateMap<LocalDate, ZonedDateTime> dates();

  @Nullable BigInteger big();

  @Nullable URI uri();

  @Nullable Path path();

  @Nullable ZoneOffset offset();
}
