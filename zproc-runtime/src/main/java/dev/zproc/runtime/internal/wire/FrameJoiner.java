package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the frames of one side into its records again; see {@link FrameCutter}. A record is kept in
 * the pieces it came in until it is whole, so that announcing a large one costs nothing: frames
 * that it fills stay as they are, and small pieces are put together.
 *
 * <p>Threads: not safe; owned by the thread that owns the socket.
 */
public final class FrameJoiner {

  /** Told each record as soon as it is whole. */
  public interface Sink {
    void record(WireReader record);
  }

  private static final int BLOCK_BYTES = 64 * 1024;

  /** How much of a record a frame must have to be kept for it; less is copied. */
  private static final int KEPT_BYTES = FrameCutter.MAX_FRAME_BYTES / 2;

  private static final byte[] NOTHING = new byte[0];

  private final long token;
  private int maxRecordBytes;
  private int number;

  /** What has come of a record that is not whole, in blocks, none of which is large. */
  private List<WireReader.Block> blocks = new ArrayList<>();

  /** What was copied after these. */
  private byte[] copied = NOTHING;

  private int copiedSize;

  private int gathered;
  private long length;
  private int lengthShift;
  private boolean lengthKnown;

  /**
   * Expects frames with {@code token}.
   *
   * @param maxRecordBytes the largest record that is taken
   */
  public FrameJoiner(long token, int maxRecordBytes) {
    this.token = token;
    this.maxRecordBytes = maxRecordBytes;
  }

  /** Sets the largest record that is taken from now on. */
  public void limit(int bytes) {
    maxRecordBytes = bytes;
  }

  /** How many bytes have come of a record that is not whole. */
  public int gathered() {
    return gathered;
  }

  /** Whether {@code frame} is one of this connection. */
  public boolean knows(byte[] frame) {
    return frame.length >= FrameCutter.HEAD_BYTES && new WireReader(frame).fixed() == token;
  }

  /**
   * Takes the next frame.
   *
   * @throws ProtocolException if one before it is missing or a record is too large; the connection
   *     is good for nothing then
   */
  public void accept(byte[] frame, Sink sink) {
    WireReader head = new WireReader(frame);
    head.fixed();
    int expected = number++;
    for (int shift = 24; shift >= 0; shift -= 8) {
      if (head.u8() != (expected >>> shift & 0xff)) {
        throw new ProtocolException("frame " + expected + " of the connection is missing");
      }
    }
    int position = FrameCutter.HEAD_BYTES;
    while (position < frame.length) {
      if (!lengthKnown) {
        measure(frame[position++]);
      } else {
        position = gather(frame, position, sink);
      }
      if (lengthKnown && length == 0) {
        deliver(new WireReader(frame, position, position), sink);
      }
    }
  }

  private void measure(byte next) {
    length |= (long) (next & 0x7f) << lengthShift;
    lengthShift += 7;
    if (length > maxRecordBytes || lengthShift > 35) {
      throw new ProtocolException(
          "a message of " + length + " bytes or more, where " + maxRecordBytes + " are allowed");
    }
    lengthKnown = next >= 0;
  }

  private int gather(byte[] frame, int position, Sink sink) {
    int wanted = (int) length - gathered;
    int there = frame.length - position;
    if (gathered == 0 && there >= wanted) {
      deliver(new WireReader(frame, position, position + wanted), sink);
      return position + wanted;
    }
    int piece = keep(frame, position, Math.min(wanted, there), wanted);
    gathered += piece;
    if (gathered == length) {
      endCopied();
      List<WireReader.Block> whole = blocks;
      blocks = new ArrayList<>();
      deliver(new WireReader(whole), sink);
    }
    return position + piece;
  }

  /**
   * Keeps {@code piece} bytes or fewer of the {@code wanted} that are missing; returns how many.
   */
  private int keep(byte[] frame, int position, int piece, int wanted) {
    if (piece >= KEPT_BYTES) {
      endCopied();
      blocks.add(new WireReader.Block(frame, position, position + piece));
      return piece;
    }
    if (copiedSize == copied.length) {
      endCopied();
      copied = new byte[Math.min(BLOCK_BYTES, wanted)];
    }
    int count = Math.min(piece, copied.length - copiedSize);
    System.arraycopy(frame, position, copied, copiedSize, count);
    copiedSize += count;
    return count;
  }

  private void endCopied() {
    if (copiedSize > 0) {
      blocks.add(new WireReader.Block(copied, 0, copiedSize));
      copied = NOTHING;
      copiedSize = 0;
    }
  }

  private void deliver(WireReader record, Sink sink) {
    gathered = 0;
    length = 0;
    lengthShift = 0;
    lengthKnown = false;
    sink.record(record);
  }
}
