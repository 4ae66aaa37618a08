package dev.zproc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is listed where there is much. */
class NoNamespaceTest {

  @Test
  void listsTwenty() {
    Map<String, SchemaRecord> all = new HashMap<>();
    for (int i = 10; i < 33; i++) {
      all.put("n" + i, SchemaRecord.empty());
    }

    assertThat(NoNamespace.why("shop", "shop.price", all))
        .startsWith("there is no namespace 'shop'; there are n10, n11, ")
        .endsWith(", n28, n29 and 3 more");
  }
}
