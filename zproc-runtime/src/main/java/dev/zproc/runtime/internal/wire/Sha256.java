package dev.zproc.runtime.internal.wire;

/**
 * SHA-256 (FIPS 180-4). The JDK's own comes through the security providers, and a child that has to
 * load them for its four hashes is started that much later. What is done depends on the length of
 * the message alone, never on what is in it.
 *
 * <p>Threads: not safe.
 */
final class Sha256 {

  static final int DIGEST_BYTES = 32;
  static final int BLOCK_BYTES = 64;

  /** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
  private static final int[] ROUNDS = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  /** The first 32 bits of the fractional parts of the square roots of the first 8 primes. */
  private final int[] state = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };

  private final int[] schedule = new int[64];
  private final byte[] block = new byte[BLOCK_BYTES];
  private int used;
  private long length;

  /** Takes the next bytes of the message. */
  Sha256 update(byte[] bytes) {
    for (byte each : bytes) {
      put(each);
    }
    length += bytes.length;
    return this;
  }

  /** Ends the message and returns its digest. */
  byte[] digest() {
    long bits = length * 8;
    put((byte) 0x80);
    while (used != BLOCK_BYTES - 8) {
      put((byte) 0);
    }
    for (int shift = 56; shift >= 0; shift -= 8) {
      put((byte) (bits >>> shift));
    }
    byte[] digest = new byte[DIGEST_BYTES];
    for (int i = 0; i < digest.length; i++) {
      digest[i] = (byte) (state[i >> 2] >>> (24 - 8 * (i & 3)));
    }
    return digest;
  }

  private void put(byte next) {
    block[used++] = next;
    if (used == BLOCK_BYTES) {
      compress();
      used = 0;
    }
  }

  private void compress() {
    int[] w = schedule;
    for (int i = 0; i < 16; i++) {
      int at = i << 2;
      w[i] =
          block[at] << 24
              | (block[at + 1] & 0xff) << 16
              | (block[at + 2] & 0xff) << 8
              | block[at + 3] & 0xff;
    }
    for (int i = 16; i < 64; i++) {
      int x = w[i - 15];
      int y = w[i - 2];
      w[i] =
          ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
              + w[i - 7]
              + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10)
              + w[i - 16];
    }
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    for (int i = 0; i < 64; i++) {
      int one =
          h
              + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7))
              + (e & f ^ ~e & g)
              + ROUNDS[i]
              + w[i];
      int two =
          ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10))
              + (a & b ^ a & c ^ b & c);
      h = g;
      g = f;
      f = e;
      e = d + one;
      d = c;
      c = b;
      b = a;
      a = one + two;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }
}
