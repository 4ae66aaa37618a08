package dev.zproc.runtime.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a ZeroMQ connection begins with, byte by byte, for tests that speak it themselves. */
public final class Zmtp {

  private static final int COMMAND = 4;

  private Zmtp() {}

  /** The 64 bytes with which a connection of ZMTP 3 begins. */
  public static byte[] greeting() {
    return ByteBuffer.allocate(64)
        .put((byte) 0xff)
        .putLong(1)
        .put((byte) 0x7f)
        .put((byte) 3)
        .put((byte) 0)
        .put("NULL".getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /** The rest of the handshake, after which frames may follow. */
  public static byte[] ready(String socketType) {
    ByteBuffer body = ByteBuffer.allocate(100);
    body.put((byte) 5).put("READY".getBytes(StandardCharsets.US_ASCII));
    body.put((byte) 11).put("Socket-Type".getBytes(StandardCharsets.US_ASCII));
    body.putInt(6).put(socketType.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer frame = ByteBuffer.allocate(2 + body.position());
    frame.put((byte) COMMAND).put((byte) body.position()).put(body.flip());
    return frame.array();
  }

  /** A frame of one part, of less than 256 bytes. */
  public static byte[] frame(byte[] body) {
    return ByteBuffer.allocate(2 + body.length)
        .put((byte) 0)
        .put((byte) body.length)
        .put(body)
        .array();
  }
}
