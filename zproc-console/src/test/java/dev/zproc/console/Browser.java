package dev.zproc.console;

import dev.zproc.runtime.testing.Fixtures;
import dev.zproc.runtime.testing.Required;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.RemoteWebDriver;

/** A Chromium without a window, driven from here; it ends with this JVM, whatever ends that. */
final class Browser implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("successfully on port (\\d+)");

  final RemoteWebDriver driver;
  private final Process service;

  private Browser(RemoteWebDriver driver, Process service) {
    this.driver = driver;
    this.service = service;
  }

  /** Starts one; skips the test where there is none. */
  static Browser start() throws Exception {
    Optional<Path> chromium = find("chromium", "chromium-browser", "google-chrome");
    Optional<Path> chromedriver = find("chromedriver");
    String missing =
        "no Chromium to look at the page with: apt-get install chromium chromium-driver";
    Assumptions.assumeTrue(
        Required.isThere(chromium.isPresent() && chromedriver.isPresent(), missing), missing);
    Process service =
        Fixtures.start(
            new ProcessBuilder(chromedriver.get().toString(), "--port=0")
                .redirectError(ProcessBuilder.Redirect.DISCARD));
    try {
      ChromeOptions options = new ChromeOptions();
      options.setBinary(chromium.get().toFile());
      options.addArguments(
          "--headless=new",
          "--no-sandbox", // as root there is none
          "--disable-dev-shm-usage",
          "--disable-gpu",
          "--disable-extensions",
          "--no-first-run",
          "--window-size=1360,1300");
      return new Browser(
          new RemoteWebDriver(URI.create("http://127.0.0.1:" + port(service)).toURL(), options),
          service);
    } catch (IOException | RuntimeException e) {
      service.destroy();
      throw e;
    }
  }

  private static int port(Process service) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher found = PORT.matcher(line);
      if (found.find()) {
        return Integer.parseInt(found.group(1));
      }
    }
    throw new IOException("chromedriver has ended without a word");
  }

  private static Optional<Path> find(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() throws Exception {
    try {
      driver.quit();
    } finally {
      service.destroy();
      if (!service.waitFor(10, TimeUnit.SECONDS)) {
        service.destroyForcibly();
      }
    }
  }
}
