package dev.zproc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code zproc topology}. */
@Command(
    name = "topology",
    description = {
      "Prints which processes a program declares, and which states they share, as Markdown.",
      "",
      "These pages are written by the compiler, into META-INF/zproc beside the classes; no context"
          + " is needed, and no code is run."
    })
final class TopologyCommand implements Callable<Integer> {

  private static final String FOLDER = "META-INF/zproc";

  @Mixin private Printing printing = new Printing();

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Jars, and folders of classes.")
  private List<Path> paths = new ArrayList<>();

  @Override
  public Integer call() {
    Map<String, String> pages = new TreeMap<>();
    for (Path path : paths) {
      try {
        if (Files.isDirectory(path)) {
          addFolder(path.resolve(FOLDER), pages);
        } else {
          addJar(path, pages);
        }
      } catch (IOException e) {
        throw new Failure(ExitCode.USAGE, path + " is no folder and no jar that can be read: " + e);
      }
    }
    if (pages.isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          "there is no page in "
              + FOLDER
              + " of "
              + paths
              + ": no class there has child processes");
    }
    if (printing.isJson()) {
      pages.forEach((owner, page) -> printing.json(object(owner, page)));
    } else {
      pages.values().forEach(printing.out()::println);
    }
    return ExitCode.OK;
  }

  private static Map<String, Object> object(String owner, String page) {
    Map<String, Object> object = Values.object();
    object.put("class", owner);
    object.put("page", page);
    return object;
  }

  private static void addFolder(Path folder, Map<String, String> pages) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        add(file.getFileName().toString(), Files.readString(file), pages);
      }
    }
  }

  private static void addJar(Path jar, Map<String, String> pages) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().map(each -> (ZipEntry) each).toList()) {
        if (entry.getName().startsWith(FOLDER + "/")) {
          try (InputStream in = zip.getInputStream(entry)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            add(entry.getName().substring(FOLDER.length() + 1), text, pages);
          }
        }
      }
    }
  }

  private static void add(String name, String text, Map<String, String> pages) {
    if (name.endsWith(".md")) {
      pages.put(name.substring(0, name.length() - ".md".length()), text);
    }
  }
}
