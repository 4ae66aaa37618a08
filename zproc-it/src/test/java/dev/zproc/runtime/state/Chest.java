package dev.zproc.runtime.state;

import dev.zproc.State;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A state of values whose own methods make trouble. */
@State(namespace = "chest")
interface Chest {

  int cookies();

  @Nullable Blob blob();

  List<byte[]> rows();

  StateMap<String, Blob> blobs();

  StateMap<String, Integer> counts();

  Map<String, Integer> ages();

  Map<Loose, Integer> loose();

  Map<Mute, Integer> mute();

  Set<String> words();

  Set<Loose> looseOnes();

  Set<Crowded> crowd();

  Map<Crowded, Integer> crowded();

  @Nullable Path path();

  @Nullable URI uri();

  /** Its {@code equals} goes by the identity of the array. */
  record Blob(String name, byte[] data) {

    static Blob of(String name, int... data) {
      byte[] bytes = new byte[data.length];
      for (int i = 0; i < data.length; i++) {
        bytes[i] = (byte) data[i];
      }
      return new Blob(name, bytes);
    }
  }

  /** Equal to others that are encoded otherwise. */
  record Loose(String id, int version) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Loose that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }
  }

  /** Cannot say what it is. */
  record Mute(int number) {

    @Override
    public String toString() {
      throw new IllegalStateException("mute");
    }
  }

  /** All of one hash; counts how often two are compared. */
  record Crowded(int number) {

    static final AtomicLong COMPARED = new AtomicLong();

    @Override
    public boolean equals(@Nullable Object other) {
      COMPARED.incrementAndGet();
      return other instanceof Crowded that && number == that.number;
    }

    @Override
    public int hashCode() {
      COMPARED.incrementAndGet();
      return 7;
    }
  }
}
