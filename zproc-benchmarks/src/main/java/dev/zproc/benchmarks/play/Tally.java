package dev.zproc.benchmarks.play;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * What one sample measured, in a form that crosses from process to process.
 *
 * @param operations how many operations were done
 * @param nanos how long they took together
 * @param histogram their latencies in nanoseconds, as HdrHistogram compresses them
 */
public record Tally(long operations, long nanos, byte[] histogram) {

  /** How a line begins that holds one. */
  public static final String MARK = "#tally ";

  /** Packs what was measured. */
  public static Tally of(Histogram latencies, long operations, long nanos) {
    ByteBuffer buffer = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
    byte[] bytes = new byte[latencies.encodeIntoCompressedByteBuffer(buffer)];
    buffer.flip().get(bytes);
    return new Tally(operations, nanos, bytes);
  }

  /** Unpacks the latencies. */
  public Histogram latencies() {
    try {
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(histogram), 0);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("not a histogram", e);
    }
  }

  /** One line, without its end. */
  public String line() {
    return MARK + operations + " " + nanos + " " + Base64.getEncoder().encodeToString(histogram);
  }

  /** Reads what {@link #line} has written. */
  public static Tally parse(String line) {
    String[] parts = line.substring(MARK.length()).split(" ");
    return new Tally(
        Long.parseLong(parts[0]), Long.parseLong(parts[1]), Base64.getDecoder().decode(parts[2]));
  }
}
