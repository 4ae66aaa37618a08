package dev.zproc.runtime.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The 256 bits by which a session proves who it is. It never crosses a socket: both sides prove
 * that they know it by a keyed hash (HMAC-SHA256) over fresh random numbers, and a child's secret
 * is such a hash over its number, so that its parent and the server come to the same one alone.
 */
public final class Secret {

  /** How many bytes a secret and a proof have. */
  public static final int BYTES = Sha256.DIGEST_BYTES;

  private static final byte[] SEPARATOR = {0};

  private final byte[] key;

  private Secret(byte[] key) {
    this.key = key;
  }

  /** Makes a new secret. */
  public static Secret random() {
    return new Secret(Entropy.bytes(BYTES));
  }

  /**
   * Takes up a secret that came another way, from a boot frame or a credential file.
   *
   * @throws IllegalArgumentException if it is not of 32 bytes
   */
  public static Secret of(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("a secret has 32 bytes, not " + key.length);
    }
    return new Secret(key.clone());
  }

  /** Returns a copy of the bytes, for the boot frame of the process that it belongs to. */
  public byte[] reveal() {
    return key.clone();
  }

  /** Returns the secret of the child session {@code session}. */
  public Secret child(long session) {
    return new Secret(hash("zproc child", ByteBuffer.allocate(8).putLong(session).array()));
  }

  /** Returns 32 bytes by which a secret is known again, and which tell nothing about it. */
  public byte[] mark() {
    return hash("zproc mark", new byte[0]);
  }

  /**
   * Returns the secret of a guest's session, if this is the one of its role.
   *
   * @param link which the guest has drawn, so that no other guest comes to the same secret, whether
   *     of this server or of the next that gives a session the same number
   */
  public Secret guest(long session, long link) {
    byte[] message = ByteBuffer.allocate(16).putLong(session).putLong(link).array();
    return new Secret(hash("zproc guest", message));
  }

  /** Returns the keyed hash of {@code label}, a zero byte and {@code message}. */
  byte[] hash(String label, byte[] message) {
    Sha256 inner = new Sha256().update(pad(0x36));
    inner.update(label.getBytes(StandardCharsets.US_ASCII)).update(SEPARATOR).update(message);
    return new Sha256().update(pad(0x5c)).update(inner.digest()).digest();
  }

  private byte[] pad(int with) {
    byte[] block = new byte[Sha256.BLOCK_BYTES];
    Arrays.fill(block, (byte) with);
    for (int i = 0; i < key.length; i++) {
      block[i] ^= key[i];
    }
    return block;
  }

  /** Compares in a time that does not depend on how many bytes are equal. */
  static boolean same(byte[] left, byte[] right) {
    if (left.length != right.length) {
      return false;
    }
    int different = 0;
    for (int i = 0; i < left.length; i++) {
      different |= left[i] ^ right[i];
    }
    return different == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && same(key, that.key);
  }

  @Override
  public int hashCode() {
    // A constant, so that no table and no dump of one tells anything about the key.
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
