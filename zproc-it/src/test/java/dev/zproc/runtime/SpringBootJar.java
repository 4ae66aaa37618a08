package dev.zproc.runtime;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** An executable jar as Spring Boot's plugins make it, with the real loader of Spring Boot. */
final class SpringBootJar {

  private static final String LOADER = "spring-boot-loader";

  private final JarOutputStream out;
  private final Set<String> names = new HashSet<>();

  private SpringBootJar(JarOutputStream out) {
    this.out = out;
  }

  /** Makes {@code jar} of a class path that has the loader on it, too. */
  static Path of(Path jar, String classPath, Class<?> main) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Main-Class", "org.springframework.boot.loader.launch.JarLauncher");
    attributes.putValue("Start-Class", main.getName());
    attributes.putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
    attributes.putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      SpringBootJar boot = new SpringBootJar(out);
      for (String folder : List.of("BOOT-INF/", "BOOT-INF/classes/", "BOOT-INF/lib/")) {
        boot.add(folder, new byte[0]); // the loader looks for them
      }
      int number = 0;
      for (String entry : classPath.split(File.pathSeparator)) {
        Path path = Path.of(entry);
        if (path.getFileName().toString().startsWith(LOADER)) {
          boot.unpack(path);
        } else if (Files.isDirectory(path)) {
          boot.addClasses(path);
        } else {
          boot.addLibrary("BOOT-INF/lib/" + number++ + "-" + path.getFileName(), path);
        }
      }
    }
    return jar;
  }

  private void unpack(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        if (entry.getName().endsWith(".class")) {
          try (InputStream in = file.getInputStream(entry)) {
            add(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
  }

  private void addClasses(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(file).toString();
        if (names.add(name)) {
          add("BOOT-INF/classes/" + name, Files.readAllBytes(file));
        }
      }
    }
  }

  /** Stored, since a jar within a jar is read where it lies. */
  private void addLibrary(String name, Path jar) throws IOException {
    byte[] bytes = Files.readAllBytes(jar);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    JarEntry entry = new JarEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  private void add(String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}
