package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which endpoint is asked next where one does not answer as etcd does. */
class GatewayTest {

  private static final String RANGE = "/v3/kv/range";
  private static final FakeEtcd.Answer GOOD = new FakeEtcd.Answer(200, "{}");

  private static Gateway gateway(FakeEtcd... all) throws Exception {
    String[] endpoints = new String[all.length];
    for (int i = 0; i < all.length; i++) {
      endpoints[i] = all[i].endpoint();
    }
    return new Gateway(Etcd.at(endpoints));
  }

  private static GatewayException failure(Gateway gateway) {
    return catchThrowableOfType(
        GatewayException.class, () -> gateway.call(RANGE, new JsonObject(), 5_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503 | no healthy upstream",
        "502 | <html><title>502 Bad Gateway</title></html>",
        "503 | {\"code\":\"UNAVAILABLE\",\"message\":\"no upstream\"}",
        "503 | {\"code\":14,\"message\":\"etcdserver: no leader\"}",
        "200 | <html>log in first</html>",
      })
  void theNextOneIsAskedAfterOneThatCannot(int status, String body) throws Exception {
    try (FakeEtcd proxy = new FakeEtcd().on(RANGE, new FakeEtcd.Answer(status, body));
        FakeEtcd other = new FakeEtcd().on(RANGE, GOOD)) {
      Gateway gateway = gateway(proxy, other);
      assertThat(failure(gateway).isRefused()).isFalse();
      gateway.call(RANGE, new JsonObject(), 5_000);
      assertThat(other.asked()).hasSize(1);
    }
  }

  @Test
  void theNextOneIsNotAskedWhatIsWrongWhoeverIsAsked() throws Exception {
    FakeEtcd.Answer wrong = new FakeEtcd.Answer(400, "illegal base64 data");
    try (FakeEtcd one = new FakeEtcd().on(RANGE, wrong, GOOD);
        FakeEtcd other = new FakeEtcd()) {
      Gateway gateway = gateway(one, other);
      assertThat(failure(gateway).isRefused()).isTrue();
      gateway.call(RANGE, new JsonObject(), 5_000);
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void twoThatNoticeAtOnceDoNotComeBackToTheSameOfTwo() throws Exception {
    FakeEtcd.Answer away = new FakeEtcd.Answer(503, "no healthy upstream");
    try (FakeEtcd proxy = new FakeEtcd().on(RANGE, away).on("/v3/watch", away);
        FakeEtcd other = new FakeEtcd().on(RANGE, GOOD)) {
      Gateway gateway = gateway(proxy, other);
      int asked = gateway.turn();
      assertThat(
              catchThrowableOfType(
                  GatewayException.class,
                  () -> gateway.stream(asked, "/v3/watch", new JsonObject(), 5_000)))
          .hasMessageContaining("no healthy upstream");
      gateway.moveOn(asked);
      gateway.call(RANGE, new JsonObject(), 5_000);
      assertThat(other.asked()).containsExactly(RANGE);
    }
  }
}
