package dev.zproc.runtime.internal.boot;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a parent writes to the stdin of its child, once: who it is, where the server is, and what to
 * run.
 *
 * <p>Its bytes: the magic {@code ZPBF}, a version, the length of the rest, the rest. Numbers are
 * big-endian, texts are UTF-8 behind their length. A component that the version does not know is an
 * error, not skipped: parent and child are of one release.
 *
 * <p>Threads: immutable; the arrays are shared and must not be written to.
 *
 * @param library the release of the parent's library
 * @param parent the id of the parent's process
 * @param name of the child, as its parent calls it
 * @param attempt 1 for the first
 * @param session of the child with the server
 * @param birthRevision the revision from which on the child misses nothing
 * @param endpoint of the server
 * @param secret by which the child proves that it is this session
 * @param entry the binary name of the entry's class
 * @param closure the shapes of the types of arguments and result
 * @param position the {@link Position} of a wait that goes on in another attempt, which counts if
 *     the child evaluates it; empty if it does not go on
 * @param arguments the encoded arguments; an empty list of them if there are none
 */
public record BootFrame(
    String library,
    long parent,
    String name,
    int attempt,
    long session,
    long birthRevision,
    String endpoint,
    byte[] secret,
    String entry,
    String closure,
    byte[] position,
    List<byte[]> arguments) {

  /** The longest frame, of which nearly all may be arguments. */
  public static final int MAX_BYTES = 64 << 20;

  private static final int MAGIC = 0x5A504246;
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 12;

  /**
   * Encodes the frame.
   *
   * @throws IllegalArgumentException if it is longer than {@link #MAX_BYTES}
   */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(0);
      write(out, library);
      out.writeLong(parent);
      write(out, name);
      out.writeInt(attempt);
      out.writeLong(session);
      out.writeLong(birthRevision);
      write(out, endpoint);
      write(out, secret);
      write(out, entry);
      write(out, closure);
      write(out, position);
      out.writeInt(arguments.size());
      for (byte[] argument : arguments) {
        write(out, argument);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] frame = bytes.toByteArray();
    int length = frame.length - HEADER_BYTES;
    if (length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "the call takes " + length + " bytes, more than the " + MAX_BYTES + " that are allowed");
    }
    for (int i = 0; i < 4; i++) {
      frame[8 + i] = (byte) (length >>> (24 - 8 * i));
    }
    return frame;
  }

  /**
   * Reads a frame, and not one byte more.
   *
   * @throws EOFException if the stream ends before its first byte
   * @throws IOException if it is no frame of this version, or ends within it
   */
  public static BootFrame read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    int first = in.read();
    if (first < 0) {
      throw new EOFException("no boot frame");
    }
    int magic = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
    if (magic != MAGIC) {
      throw new IOException("what comes on stdin is no boot frame");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException(
          "the boot frame has version "
              + version
              + ", this process reads version "
              + VERSION
              + "; parent and child run different releases of zproc");
    }
    int length = in.readInt();
    if (length < 0 || length > MAX_BYTES) {
      throw new IOException("a boot frame cannot have " + length + " bytes");
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException("the boot frame ends after " + body.length + " of " + length);
    }
    return new Reader(body).frame();
  }

  /** Names the child only: the frame holds a secret. */
  @Override
  public String toString() {
    return "BootFrame[" + name + ", attempt " + attempt + "]";
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    write(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Takes a body apart; every length is checked against what is there. */
  private static final class Reader {

    private final ByteBuffer body;

    Reader(byte[] body) {
      this.body = ByteBuffer.wrap(body);
    }

    BootFrame frame() throws IOException {
      try {
        BootFrame frame =
            new BootFrame(
                text(),
                body.getLong(),
                text(),
                body.getInt(),
                body.getLong(),
                body.getLong(),
                text(),
                bytes(),
                text(),
                text(),
                bytes(),
                list());
        if (body.hasRemaining()) {
          throw new IOException("the boot frame has " + body.remaining() + " bytes too many");
        }
        return frame;
      } catch (BufferUnderflowException e) {
        throw new IOException("the boot frame ends too early", e);
      }
    }

    private List<byte[]> list() throws IOException {
      int size = body.getInt();
      if (size < 0 || size > body.remaining() / 4) {
        throw new IOException("a boot frame cannot have " + size + " arguments");
      }
      List<byte[]> list = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        list.add(bytes());
      }
      return List.copyOf(list);
    }

    private String text() throws IOException {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    private byte[] bytes() throws IOException {
      int length = body.getInt();
      if (length < 0 || length > body.remaining()) {
        throw new IOException("a part of the boot frame cannot have " + length + " bytes");
      }
      byte[] bytes = new byte[length];
      body.get(bytes);
      return bytes;
    }
  }
}
