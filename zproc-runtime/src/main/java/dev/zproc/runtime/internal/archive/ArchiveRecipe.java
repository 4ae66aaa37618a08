package dev.zproc.runtime.internal.archive;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an archive is made of what a JVM has loaded that was started for it, in the JVM that makes
 * it.
 *
 * <p>Threads: used by one thread; {@link #abandon} is for any.
 */
public final class ArchiveRecipe {

  private final Path java;
  private final JavaHome home;
  private final ArchivedPath path;
  private final List<String> options;
  private final Path target;
  private volatile boolean abandoned;
  private volatile @Nullable Process assembly;

  private ArchiveRecipe(
      Path java, JavaHome home, ArchivedPath path, List<String> options, Path target) {
    this.java = java;
    this.home = home;
    this.path = path;
    this.options = options;
    this.target = target;
  }

  /**
   * Makes the recipe for {@code target}.
   *
   * @param classPath the class path of this JVM
   * @param options the options of the JVMs that are to use it
   * @throws IOException if there can be no archive; its message says why
   */
  public static ArchiveRecipe of(Path java, String classPath, List<String> options, Path target)
      throws IOException {
    JavaHome home = JavaHome.of(java);
    RelevantOptions read = RelevantOptions.of(options);
    ArchivedPath path = ArchivedPath.of(classPath);
    if (home.kind() == JavaHome.Kind.NONE) {
      throw new IOException("this release of Java is not known to take one: " + java);
    }
    if (read.obstacle() != null || path.obstacle() != null) {
      throw new IOException(
          path.obstacle() != null
              ? path.obstacle()
              : "no archive is of use to a JVM with the option " + read.obstacle());
    }
    List<String> all = new ArrayList<>(read.relevant());
    if (all.stream().noneMatch(RelevantOptions::isCollector)) {
      all.add(0, "-XX:+UseSerialGC"); // which children have unless they are told otherwise
    }
    return new ArchiveRecipe(java, home, path, List.copyOf(all), target);
  }

  /** The jars that are the class path of the JVM whose classes are archived. */
  public List<Path> jars() {
    return path.jars().stream().map(File::toPath).toList();
  }

  /** The options of that JVM. */
  public List<String> options() throws IOException {
    Files.deleteIfExists(half());
    List<String> all = new ArrayList<>(options);
    if (home.kind() == JavaHome.Kind.CACHE) {
      all.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + half()));
    } else {
      all.add("-XX:ArchiveClassesAtExit=" + half());
    }
    return all;
  }

  /**
   * Makes the archive once that JVM has ended.
   *
   * @throws IOException if it has left nothing, or that cannot be written
   */
  public void finish(ArchiveMaker.Starter starter) throws IOException, InterruptedException {
    Path made = half();
    if (home.kind() == JavaHome.Kind.CACHE) {
      made = sibling(".cache");
      assemble(made, starter);
    }
    if (!Files.isRegularFile(made)) {
      throw new IOException("the JVM has written no archive; is the disk full?");
    }
    SealedFile.seal(made);
    Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** From JDK 24 on a JVM records first what it loads, and another one makes a cache of that. */
  private void assemble(Path cache, ArchiveMaker.Starter starter)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(java.toString()));
    words.addAll(options);
    words.addAll(
        List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + half(), "-XX:AOTCache=" + cache));
    words.addAll(List.of("-cp", path.beginning()));
    Process process = starter.start(words, target.getParent());
    assembly = process;
    if (abandoned) {
      abandon();
    }
    process.getInputStream().transferTo(OutputStream.nullOutputStream());
    if (process.waitFor() != 0) {
      throw new IOException("the JVM could not make the cache; is the disk full?");
    }
  }

  /** Ends what has been begun, as this process is about to end. */
  public void abandon() {
    abandoned = true;
    Process process = assembly;
    if (process != null) {
      process.destroyForcibly();
    }
    clean();
  }

  /** Deletes what is no archive yet. */
  public void clean() {
    half().toFile().delete();
    sibling(".cache").toFile().delete();
  }

  private Path half() {
    return sibling(".part");
  }

  private Path sibling(String suffix) {
    return target.resolveSibling(target.getFileName() + suffix);
  }
}
