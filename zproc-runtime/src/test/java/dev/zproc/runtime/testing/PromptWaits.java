package dev.zproc.runtime.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets Awaitility look four times as often as it does by itself: a child starts within two of its
 * own looks, and there are hundreds. It looks for longer, too, as some machine may be slow. This is
 * registered for all tests of all modules.
 */
public final class PromptWaits implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultPollInterval(Duration.ofMillis(25));
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }
}
