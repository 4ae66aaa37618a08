package dev.zproc.runtime.internal.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A jar of the class path, known by its content.
 *
 * @param source the jar itself, or the folder that it is made of
 * @param hash the SHA-256 of its bytes, in hexadecimal digits
 * @param bytes how many it has
 */
record ContentFile(Path source, String hash, long bytes) {

  /** A file that was changed so shortly before it was read may change again at the same time. */
  private static final long COARSE_MILLIS = 3_000;

  private static final int MOST_KNOWN = 10_000;

  private static final Map<Stamp, ContentFile> KNOWN = new ConcurrentHashMap<>();

  /** What changes with the content of a file, but for one that has just been written. */
  private record Stamp(Path path, long bytes, long changedMillis, String key) {}

  /**
   * Reads {@code entry}, a jar or a folder, unless it is known.
   *
   * @throws IOException if it cannot be read
   */
  static ContentFile of(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      Counter counter = new Counter();
      DigestOutputStream digest = new DigestOutputStream(counter, sha256());
      FolderJar.write(entry, digest);
      return new ContentFile(entry, hex(digest.getMessageDigest()), counter.bytes);
    }
    BasicFileAttributes now = Files.readAttributes(entry, BasicFileAttributes.class);
    long changed = now.lastModifiedTime().toMillis();
    Stamp stamp = new Stamp(entry, now.size(), changed, String.valueOf(now.fileKey()));
    ContentFile known = KNOWN.get(stamp);
    if (known != null) {
      return known;
    }
    long begin = System.currentTimeMillis();
    DigestInputStream in = new DigestInputStream(Files.newInputStream(entry), sha256());
    long bytes;
    try (in) {
      bytes = in.transferTo(OutputStream.nullOutputStream());
    }
    ContentFile read = new ContentFile(entry, hex(in.getMessageDigest()), bytes);
    if (begin - changed > COARSE_MILLIS && KNOWN.size() < MOST_KNOWN) {
      KNOWN.put(stamp, read);
    }
    return read;
  }

  /** The name of its file on the other side. */
  String name() {
    return hash + ".jar";
  }

  /** Writes its bytes, which must still be those that it is known by. */
  void writeTo(OutputStream to) throws IOException {
    if (Files.isDirectory(source)) {
      FolderJar.write(source, to);
    } else {
      try (InputStream in = Files.newInputStream(source)) {
        in.transferTo(to);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int from, int count) {
      bytes += count;
    }
  }
}
