package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void writesWhatReportsConsistOf() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("text", "a \"b\" \\ µ\n");
    value.put("numbers", List.of(1, 2.5, Double.NaN));
    value.put("none", List.of());
    value.put("yes", true);

    assertThat(Json.of(value))
        .isEqualTo(
            """
            {
              "text": "a \\"b\\" \\\\ µ\\u000a",
              "numbers": [
                1,
                2.5,
                null
              ],
              "none": [],
              "yes": true
            }
            """);
  }
}
