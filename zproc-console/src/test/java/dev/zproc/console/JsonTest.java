package dev.zproc.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void isReadByOthers() {
    StringBuilder hostile = new StringBuilder("</script><!--\"\\\n\r\t\u2028\u2029\ud800é😀");
    for (char c = 0; c < 256; c++) {
      hostile.append(c);
    }
    Object value =
        Json.object(
            "a",
            List.of(1, -2L, true),
            "b",
            null,
            "c",
            List.of(),
            "d",
            Json.object(),
            "\"",
            hostile);
    String json = Json.of(value);
    assertThat(json).doesNotContain("<", ">", "&", "\n", "\r", "\u2028");
    var read = JsonParser.parseString(json).getAsJsonObject();
    assertThat(read.get("\"").getAsString()).isEqualTo(hostile.toString());
    assertThat(read.get("a").toString()).isEqualTo("[1,-2,true]");
    assertThat(read.get("b").isJsonNull()).isTrue();
    assertThat(read.get("c").toString() + read.get("d")).isEqualTo("[]{}");
  }
}
