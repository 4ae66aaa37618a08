package dev.zproc.runtime.internal.boot;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a parent writes to the lifeline of its child, once: who it is, where the server is, and what
 * to run. One on standby gets three, of which the first is an invitation, and the second says, once
 * it is warm, that the third is the call.
 *
 * <p>Its bytes: the magic {@code ZPBF}, a version, the length of the rest, the rest. A component
 * that the version does not know is an error, not skipped: parent and child are of one release.
 *
 * <p>Threads: immutable; the arrays are shared and must not be written to.
 *
 * @param library the release of the parent's library
 * @param parent the id of the parent's process
 * @param name of the child, as its parent calls it
 * @param attempt 1 for the first; 0 in what a JVM on standby gets before its call: its session,
 *     which is still to be born, or 0 if it has none, and as arguments the names of the classes
 *     that it had better load
 * @param session of the child with the server
 * @param birthRevision the revision from which on the child misses nothing
 * @param endpoint of the server
 * @param secret by which the child proves that it is this session
 * @param entry the binary name of the entry's class
 * @param closure the shapes of the types of arguments and result
 * @param position the {@link Position} of a wait that goes on in another attempt, which counts if
 *     the child evaluates it; empty if it does not go on
 * @param timed whether the parent wants to know when each run begins and is over
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
    boolean timed,
    List<byte[]> arguments) {

  private static final int MAGIC = 0x5A504246;
  private static final int VERSION = 3;
  private static final int HEADER_BYTES = 12;
  private static final byte[] NONE = {};

  /** Whether this is no call yet. */
  public boolean isInvitation() {
    return attempt == 0;
  }

  /** An invitation that has been accepted: its process is to read a call, and nothing else. */
  public BootFrame accepted() {
    return new BootFrame(
        library, parent, name, 0, session, 0, "", NONE, entry, "", NONE, false, List.of());
  }

  /** The same for a process that finds the server elsewhere. */
  public BootFrame at(String elsewhere) {
    return new BootFrame(
        library,
        parent,
        name,
        attempt,
        session,
        birthRevision,
        elsewhere,
        secret,
        entry,
        closure,
        position,
        timed,
        arguments);
  }

  /** Encodes the frame. */
  public byte[] encode() {
    WireWriter out = new WireWriter().i32(MAGIC).i32(VERSION).i32(0);
    out.text(library).varint(parent).text(name).varint(attempt);
    out.varint(session).varint(birthRevision).text(endpoint).bytes(Bytes.wrap(secret));
    out.text(entry).text(closure).bytes(Bytes.wrap(position));
    out.bool(timed).varint(arguments.size());
    for (byte[] argument : arguments) {
      out.bytes(Bytes.wrap(argument));
    }
    byte[] frame = out.toByteArray();
    int length = frame.length - HEADER_BYTES;
    byte[] counted = new WireWriter().i32(length).toByteArray();
    System.arraycopy(counted, 0, frame, HEADER_BYTES - counted.length, counted.length);
    return frame;
  }

  /**
   * Reads a frame, and not one byte more.
   *
   * @throws EOFException if the stream ends before its first byte
   * @throws IOException if it is no frame of this version, or ends within it
   */
  public static BootFrame read(InputStream stream) throws IOException {
    // Not directly: a FileInputStream seeks to find out how much there is, which no pipe allows.
    DataInputStream pipe = new DataInputStream(stream);
    byte[] header = pipe.readNBytes(HEADER_BYTES);
    if (header.length == 0) {
      throw new EOFException("no boot frame");
    }
    WireReader in = new WireReader(header);
    if (header.length < HEADER_BYTES || in.i32() != MAGIC) {
      throw new IOException("what comes on stdin is no boot frame");
    }
    int version = in.i32();
    if (version != VERSION) {
      throw new IOException(
          "the boot frame has version "
              + version
              + ", this process reads version "
              + VERSION
              + "; parent and child run different releases of zproc");
    }
    int length = in.i32();
    if (length < 0) {
      throw new IOException("a boot frame cannot have " + length + " bytes");
    }
    byte[] body = pipe.readNBytes(length);
    if (body.length < length) {
      throw new IOException("the boot frame ends after " + body.length + " of " + length);
    }
    try {
      return read(new WireReader(body));
    } catch (ProtocolException e) {
      throw new IOException("the boot frame is damaged: " + e.getMessage(), e);
    }
  }

  private static BootFrame read(WireReader in) {
    BootFrame frame =
        new BootFrame(
            in.text(),
            in.varint(),
            in.text(),
            in.size(),
            in.varint(),
            in.varint(),
            in.text(),
            in.bytes().shared(),
            in.text(),
            in.text(),
            in.bytes().shared(),
            in.bool(),
            list(in));
    in.finish();
    return frame;
  }

  private static List<byte[]> list(WireReader in) {
    int count = in.count();
    List<byte[]> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(in.bytes().shared());
    }
    return List.copyOf(list);
  }

  /** Names the child only: the frame holds a secret. */
  @Override
  public String toString() {
    return "BootFrame[" + name + ", attempt " + attempt + "]";
  }
}
