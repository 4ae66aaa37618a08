package dev.zproc.runtime.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records cut into frames and joined again. */
class FrameTest {

  private static final long TOKEN = 0x0123456789abcdefL;

  private final List<byte[]> joined = new ArrayList<>();

  private static WireWriter record(byte[] bytes) {
    return new WireWriter().raw(bytes);
  }

  private static List<byte[]> frames(FrameCutter cutter) {
    List<byte[]> frames = new ArrayList<>();
    for (byte[] frame = cutter.next(); frame != null; frame = cutter.next()) {
      frames.add(frame);
      cutter.sent();
    }
    return frames;
  }

  private void join(FrameJoiner joiner, byte[] frame) {
    joiner.accept(frame, record -> joined.add(record.raw(record.remaining())));
  }

  @Test
  void recordsOfAnySizeComeOutAsTheyWentIn() {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    System.out.println("seed (-Dzproc.seed=…): " + seed);
    Random random = new Random(seed);
    FrameCutter cutter = new FrameCutter(TOKEN);
    FrameJoiner joiner = new FrameJoiner(TOKEN, 1 << 20);
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(i % 100 == 0 ? 500_000 : 300)];
      random.nextBytes(bytes);
      records.add(bytes);
      cutter.add(record(bytes));
      if (random.nextInt(10) == 0) {
        for (byte[] frame : frames(cutter)) {
          assertThat(frame.length).isLessThanOrEqualTo(FrameCutter.MAX_FRAME_BYTES);
          assertThat(joiner.knows(frame)).isTrue();
          join(joiner, frame);
        }
      }
    }
    frames(cutter).forEach(frame -> join(joiner, frame));

    assertThat(joined).hasSameSizeAs(records);
    for (int i = 0; i < records.size(); i++) {
      assertThat(joined.get(i)).as("seed %d, record %d", seed, i).isEqualTo(records.get(i));
    }
  }

  @Test
  void manySmallRecordsShareAFrame() {
    FrameCutter cutter = new FrameCutter(TOKEN);
    for (int i = 0; i < 100; i++) {
      cutter.add(record(new byte[10]));
    }
    assertThat(frames(cutter)).hasSize(1);
  }

  @Test
  void aFrameWithAnotherTokenIsNotOfThisConnection() {
    FrameCutter cutter = new FrameCutter(TOKEN + 1);
    cutter.add(record(new byte[10]));
    FrameJoiner joiner = new FrameJoiner(TOKEN, 100);

    assertThat(joiner.knows(frames(cutter).get(0))).isFalse();
    assertThat(joiner.knows(new byte[11])).isFalse();
    assertThat(joiner.knows(new byte[0])).isFalse();
  }

  @Test
  void aFrameThatIsMissingIsNoticed() {
    FrameCutter cutter = new FrameCutter(TOKEN);
    cutter.add(record(new byte[200_000]));
    List<byte[]> frames = frames(cutter);
    FrameJoiner joiner = new FrameJoiner(TOKEN, 1 << 20);
    join(joiner, frames.get(0));

    assertThatThrownBy(() -> join(joiner, frames.get(2))).isInstanceOf(ProtocolException.class);
  }

  @Test
  void aRecordOverTheLimitIsRefusedWhenItIsAnnounced() {
    FrameCutter cutter = new FrameCutter(TOKEN);
    cutter.add(record(new byte[101]));
    FrameJoiner joiner = new FrameJoiner(TOKEN, 100);

    assertThatThrownBy(() -> join(joiner, frames(cutter).get(0)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("100");
  }

  @Test
  void anAnnouncedLengthCostsNothingBeforeTheBytesAreThere() {
    FrameJoiner joiner = new FrameJoiner(TOKEN, Integer.MAX_VALUE);
    byte[] frame =
        new WireWriter()
            .fixed(TOKEN)
            .u8(0)
            .u8(0)
            .u8(0)
            .u8(0)
            .varint(2_000_000_000)
            .u8(1)
            .toByteArray();
    for (int i = 0; i < 1_000; i++) {
      join(new FrameJoiner(TOKEN, Integer.MAX_VALUE), frame);
    }
    join(joiner, frame);

    assertThat(joined).isEmpty();
  }
}
