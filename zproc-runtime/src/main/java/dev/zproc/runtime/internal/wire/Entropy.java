package dev.zproc.runtime.internal.wire;

import java.io.FileInputStream;
import java.io.IOException;
import java.security.SecureRandom;

/**
 * Random bytes for secrets and nonces, from the kernel where it offers a file. {@link SecureRandom}
 * reads the same file in the end, but the way there loads the security providers, which takes
 * longer than everything else that a child does before its first request.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Entropy {

  private static final String DEVICE = "/dev/urandom";

  private Entropy() {}

  static byte[] bytes(int count) {
    try (FileInputStream device = new FileInputStream(DEVICE)) {
      byte[] bytes = device.readNBytes(count);
      if (bytes.length == count) {
        return bytes;
      }
    } catch (IOException absent) {
      // No such file on this system: the way below works everywhere.
    }
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
