package dev.zproc.runtime.internal.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * An archive with a checksum of ours behind it. A JVM looks at the header of an archive only, and
 * ends with a signal where the rest is damaged; so nobody is given one that is not whole. What
 * stands behind the end that the header tells does not concern the JVM.
 */
final class SealedFile {

  private static final byte[] MAGIC = "zproc-01".getBytes(StandardCharsets.US_ASCII);
  private static final int SEAL_BYTES = 16;
  private static final int BUFFER_BYTES = 256 << 10;

  private SealedFile() {}

  /** Puts the checksum behind the archive, and all of it on the disk. */
  static void seal(Path file) throws IOException {
    file.toFile().setWritable(true, true); // a JVM makes it for reading only
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = channel.size();
      ByteBuffer seal = ByteBuffer.allocate(SEAL_BYTES);
      seal.put(MAGIC).putLong(sum(channel, size)).flip();
      while (seal.hasRemaining()) {
        channel.write(seal, size + seal.position());
      }
      channel.force(true);
    }
  }

  /** Whether the file is as it was sealed; reads all of it. */
  static boolean isWhole(Path file) {
    boolean interrupted = Thread.interrupted(); // which would close the channel
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size() - SEAL_BYTES;
      if (size <= 0 || !Files.isRegularFile(file)) {
        return false;
      }
      ByteBuffer seal = ByteBuffer.allocate(SEAL_BYTES);
      while (seal.hasRemaining() && channel.read(seal, size + seal.position()) > 0) {
        // It comes in one piece, but need not.
      }
      seal.flip();
      byte[] magic = new byte[MAGIC.length];
      return seal.remaining() == SEAL_BYTES
          && Arrays.equals(get(seal, magic), MAGIC)
          && seal.getLong() == sum(channel, size);
    } catch (IOException e) {
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static byte[] get(ByteBuffer from, byte[] bytes) {
    from.get(bytes);
    return bytes;
  }

  private static long sum(FileChannel channel, long size) throws IOException {
    CRC32 sum = new CRC32();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    long at = 0;
    while (at < size) {
      buffer.clear().limit((int) Math.min(BUFFER_BYTES, size - at));
      int count = channel.read(buffer, at);
      if (count <= 0) {
        throw new IOException("the file has become shorter");
      }
      at += count;
      sum.update(buffer.flip());
    }
    return sum.getValue();
  }
}
