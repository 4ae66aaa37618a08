package dev.zproc.runtime.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamCharsetTest {

  private final Map<String, String> properties = new HashMap<>(Map.of("file.encoding", "UTF-8"));

  @Test
  void isTheDefaultOneBeforeThereWereProperties() {
    properties.put("java.specification.version", "17");
    properties.put("stdout.encoding", "ISO-8859-1"); // which 17 does not heed

    assertThat(StreamCharset.name("stdout", properties::get)).isEqualTo("UTF-8");
  }

  @Test
  void isThatOfTheTerminalBeforeThereWereProperties() {
    properties.put("java.specification.version", "17");
    properties.put("sun.stderr.encoding", "IBM850");

    assertThat(StreamCharset.name("stderr", properties::get)).isEqualTo("IBM850");
  }

  @Test
  void isWhatThePropertySays() {
    properties.put("java.specification.version", "25");
    properties.put("stdout.encoding", "ISO-8859-1");

    assertThat(StreamCharset.name("stdout", properties::get)).isEqualTo("ISO-8859-1");
  }
}
