package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between our pages lead to a file that is there, and to a heading that is in it. */
class DocumentedLinksTest {

  private static final Path ROOT = Path.of("..");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|``.*?``|`[^`\n]*`");

  @Test
  void noneLeadsNowhere() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(CODE.matcher(Cases.read(page)).replaceAll("`code`"));
      while (link.find()) {
        String file = link.group(1);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (file.contains(":")) {
          continue; // out into the world
        }
        boolean there = Files.exists(target);
        boolean leads =
            there && (link.group(2) == null || headings(target).contains(link.group(2)));
        if (!leads) {
          wrong.add(ROOT.relativize(page) + ": " + link.group());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** A page that no other leads to is read by nobody. */
  @Test
  void theGuideLeadsToAllItsPages() throws IOException {
    String first = Cases.read(ROOT.resolve("docs/guide/README.md"));
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/guide"))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
          .filteredOn(name -> !name.equals("README.md"))
          .allMatch(name -> first.contains("(" + name + ")"));
    }
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of("", "docs", "docs/guide", "docs/adr", "samples")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  /** As the common renderers make anchors of headings. */
  private static Set<String> headings(Path page) {
    Set<String> anchors = new HashSet<>();
    Matcher heading = HEADING.matcher(Cases.read(page));
    while (heading.find()) {
      String text = heading.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
      anchors.add(
          text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\s_-]", "").replace(' ', '-'));
    }
    return anchors;
  }
}
