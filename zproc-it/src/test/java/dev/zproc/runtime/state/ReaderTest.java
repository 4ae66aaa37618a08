package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.AccessDeniedException;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.server.Access;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.testing.Engines;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A process that may only read does so in all the ways there are, and leaves no trace. */
class ReaderTest {

  @Test
  void readsManyKeysAndThePastAndWritesNothing() {
    Secret secret = Secret.random();
    Access access = Access.NONE.withSecrets(Map.of(Role.READER, secret));
    try (Engines engines = new Engines(ServerOptions.DEFAULTS.withAccess(access))) {
      BakeryState writer = Bakeries.of(engines.root);
      Order ann = Order.of("Ann", 1);
      Order bob = Order.of("Bob", 2);
      writer.orders().put("Ann", ann);
      writer.orders().put("Bob", bob);
      long newest = writer.meta().newestRevision();
      BakeryState reader =
          Bakeries.of(
              engines.connect(LinkOptions.to(engines.server.endpoint(), Role.READER, secret)));

      assertThat(reader.orders().getAll(List.of("Ann", "Bob", "Eve")))
          .isEqualTo(Map.of("Ann", ann, "Bob", bob));
      assertThat(reader.orders().async().getAll(List.of("Bob")).join())
          .isEqualTo(Map.of("Bob", bob));
      assertThat(reader.orders().keySet().containsAll(List.of("Ann", "Bob"))).isTrue();
      assertThat(reader.orders().keySet().containsAll(List.of("Ann", "Eve"))).isFalse();
      assertThat(reader.orders().entrySet().containsAll(Map.of("Ann", ann, "Bob", bob).entrySet()))
          .isTrue();
      List<Change<Bakery>> past = reader.history(newest - 2, newest);
      assertThat(past).extracting(Change::revision).containsExactly(newest - 1, newest);

      assertThat(writer.meta().newestRevision()).isEqualTo(newest);
      assertThatThrownBy(() -> reader.cookies().set(1)).isInstanceOf(AccessDeniedException.class);
    }
  }
}
