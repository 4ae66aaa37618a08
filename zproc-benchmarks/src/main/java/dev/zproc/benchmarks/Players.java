package dev.zproc.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the contenders of one benchmark that run in processes of their own.
 *
 * <p>Threads: used by the main thread only.
 */
final class Players {

  private static final String PEERS = "dev.zproc.benchmarks.play.";

  private final List<Ours> ours;
  private final Place place;
  private final int millis;
  private final double nanosPerUnit;

  /**
   * For one benchmark.
   *
   * @param ours every zproc that takes part
   * @param millis how long a sample takes
   * @param nanosPerUnit what the table shows
   */
  Players(List<Ours> ours, Place place, int millis, double nanosPerUnit) {
    this.ours = ours;
    this.place = place;
    this.millis = millis;
    this.nanosPerUnit = nanosPerUnit;
  }

  /** Every zproc, with a class of {@code play.zproc}. */
  Stream<Contender> ours(String play, Object... words) {
    return ours.stream().map(one -> one("", one, play, words));
  }

  /** Every zproc in another of its ways, each name followed by {@code suffix}. */
  Stream<Contender> oursBy(String suffix, String play, Object... words) {
    return ours.stream().map(one -> one(suffix, one, play, words));
  }

  /** One zproc, its name followed by {@code suffix}. */
  Contender one(String suffix, Ours one, String play, Object... words) {
    List<String> command = java(one.classPath(), one.jvmOptions(), Ours.PLAYS + play, words);
    return contender(one.name() + suffix, command, one.missing(play));
  }

  /** A peer that is written in Java: a class somewhere in {@code play}. */
  Contender peer(String name, String play, Object... words) {
    return contender(name, java(Ours.ownClassPath(), List.of(), PEERS + play, words), null);
  }

  /** Redis. */
  Contender redis(String play, Object... words) {
    List<String> command = java(Ours.ownClassPath(), List.of(), PEERS + "redis." + play, words);
    return contender("Redis + Jedis", command, Tool.REDIS.missing());
  }

  /** A mode of {@code peers.py}. */
  Contender python(String name, Object... words) {
    List<String> command = new ArrayList<>(place.prefix());
    command.addAll(List.of(Tool.PYTHON.program(), script().toString(), Integer.toString(millis)));
    Arrays.stream(words).map(Object::toString).forEach(command::add);
    return contender("Python " + name, command, Tool.PYTHON.missing());
  }

  private Contender contender(String name, List<String> command, @Nullable String missing) {
    String nowhere = place.missing();
    return new PlayerContender(name, command, nanosPerUnit, nowhere == null ? missing : nowhere);
  }

  private List<String> java(
      List<String> classPath, List<String> jvmOptions, String play, Object... words) {
    List<String> command = new ArrayList<>(place.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    command.addAll(List.of(PEERS + "Player", play, Integer.toString(millis)));
    Arrays.stream(words).map(Object::toString).forEach(command::add);
    return command;
  }

  /** Python reads a file; ours may be in a jar. */
  private static Path script() {
    return Script.FILE;
  }

  /** Written when it is first needed, and deleted when this process ends. */
  private static final class Script {

    static final Path FILE = write();

    private static Path write() {
      try (InputStream source = Players.class.getResourceAsStream("play/peers.py")) {
        Path file = Files.createTempFile("zproc-peers", ".py");
        file.toFile().deleteOnExit();
        Files.copy(Objects.requireNonNull(source), file, StandardCopyOption.REPLACE_EXISTING);
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
