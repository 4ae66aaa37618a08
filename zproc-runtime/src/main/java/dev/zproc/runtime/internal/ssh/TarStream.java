package dev.zproc.runtime.internal.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Files as {@code tar} reads them (ustar). */
final class TarStream {

  private static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int SUM_AT = 148;

  /** What eleven octal digits can say. */
  private static final long MAX_BYTES = 0_77777777777L;

  private final OutputStream out;

  TarStream(OutputStream out) {
    this.out = out;
  }

  /**
   * Adds a file.
   *
   * @throws IOException if its content is not so long, or cannot be read or written; the archive is
   *     then of no use
   */
  void add(String name, long bytes, SshAnswer.Feed content) throws IOException {
    if (bytes > MAX_BYTES) {
      throw new IOException(name + " has " + bytes + " bytes, more than tar can say");
    }
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000600\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, SIZE_AT, String.format("%011o\0", bytes));
    put(header, 136, "00000000000\0");
    put(header, SUM_AT, "        ");
    header[156] = '0';
    put(header, 257, "ustar\0" + "00");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xFF;
    }
    put(header, SUM_AT, String.format("%06o\0 ", sum));
    out.write(header);
    Exactly exactly = new Exactly(out, bytes);
    content.write(exactly);
    if (exactly.left != 0) {
      throw new IOException(name + " has become shorter");
    }
    out.write(new byte[(int) ((BLOCK - bytes % BLOCK) % BLOCK)]);
  }

  /** Ends the archive. */
  void finish() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.flush();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static final class Exactly extends OutputStream {
    private final OutputStream out;
    private long left;

    private Exactly(OutputStream out, long bytes) {
      this.out = out;
      this.left = bytes;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int from, int count) throws IOException {
      if (count > left) {
        throw new IOException("it has become longer");
      }
      left -= count;
      out.write(b, from, count);
    }
  }
}
