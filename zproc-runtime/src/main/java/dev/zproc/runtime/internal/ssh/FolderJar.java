package dev.zproc.runtime.internal.ssh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder of classes as a jar: the same bytes for the same files, whenever it is made. */
final class FolderJar {

  private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);

  private FolderJar() {}

  /** Writes the jar of {@code folder}, and leaves {@code to} open. */
  static void write(Path folder, OutputStream to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      files =
          all.filter(path -> !path.equals(folder))
              .sorted(Comparator.comparing(path -> order(name(folder, path))))
              .toList();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof FileSystemLoopException loop) {
        throw new IOException(
            loop.getFile()
                + " is a link to a folder that it lies in itself; remove it, or give the children"
                + " another class path",
            loop);
      }
      throw e.getCause();
    }
    try (ZipOutputStream jar = new ZipOutputStream(new Kept(to))) { // frees what it deflates with
      jar.setLevel(Deflater.BEST_SPEED);
      for (Path file : files) {
        boolean isFolder = Files.isDirectory(file);
        if (!isFolder && !Files.isRegularFile(file)) {
          continue; // a socket, a pipe: no class path has those
        }
        ZipEntry entry = new ZipEntry(name(folder, file) + (isFolder ? "/" : ""));
        entry.setTimeLocal(ALWAYS);
        jar.putNextEntry(entry);
        if (!isFolder) {
          Files.copy(file, jar);
        }
        jar.closeEntry();
      }
    }
  }

  /** A stream that stays open. */
  private static final class Kept extends FilterOutputStream {

    private Kept(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] b, int from, int count) throws IOException {
      out.write(b, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** The manifest comes first, where some look for it only. */
  private static String order(String name) {
    return name.equals("META-INF") ? "\0" : name.equals(JarFile.MANIFEST_NAME) ? "\1" : name;
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }
}
