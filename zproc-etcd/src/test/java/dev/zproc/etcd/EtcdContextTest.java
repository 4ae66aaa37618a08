package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.zproc.runtime.Durability;
import dev.zproc.runtime.ServerMode;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.StorageException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Contexts whose state is on etcd, as programs open them. */
@EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
@Timeout(60)
class EtcdContextTest {

  @Test
  void aContextIsOpenedAndClosed() {
    Etcd etcd = EtcdServers.shared().etcd();
    try (ZProc zproc = ZProc.open(o -> o.engine(etcd))) {
      assertThat(zproc.ping()).isNotNull();
    }
  }

  @Test
  void nobodyThereIsSaid() {
    Etcd nowhere = Etcd.at("http://127.0.0.1:1").timeout(Duration.ofMillis(300));
    assertThatThrownBy(() -> ZProc.open(o -> o.engine(nowhere)).close())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("http://127.0.0.1:1")
        .hasMessageContaining("check the endpoints");
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    Etcd etcd = EtcdServers.shared().etcd();
    assertThatThrownBy(
            () -> ZProc.open(o -> o.engine(etcd).durable(Path.of("x"), Durability.DISK)).close())
        .hasMessageContaining("durable");
    assertThatThrownBy(() -> ZProc.open(o -> o.engine(etcd).server(ServerMode.FORKED)).close())
        .hasMessageContaining("FORKED");
    assertThatThrownBy(() -> Etcd.at("a:2379")).hasMessageContaining("http://10.0.0.1:2379");
    assertThatThrownBy(() -> etcd.prefix("/a")).hasMessageContaining("no prefix");
  }

  @Test
  void usersOfEtcdGetInAndOthersDoNot() throws Exception {
    try (EtcdServers servers = new EtcdServers(1)) {
      Etcd etcd = servers.etcd();
      try (ZProc zproc = ZProc.open(o -> o.engine(etcd))) {
        assertThat(zproc.ping()).isNotNull(); // it is up
      }
      Gateway gateway = new Gateway(etcd);
      ask(gateway, "/v3/auth/role/add", "name", "root");
      ask(gateway, "/v3/auth/user/add", "name", "root", "password", "secret");
      ask(gateway, "/v3/auth/user/grant", "user", "root", "role", "root");
      ask(gateway, "/v3/auth/enable");
      assertThatThrownBy(() -> ZProc.open(o -> o.engine(etcd)).close())
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("check the endpoints, user");
      assertThatThrownBy(() -> ZProc.open(o -> o.engine(etcd.user("root", "no"))).close())
          .isInstanceOf(StorageException.class);
      try (ZProc zproc = ZProc.open(o -> o.engine(etcd.user("root", "secret")))) {
        assertThat(zproc.ping()).isNotNull();
      }
      assertThat(etcd.user("root", "secret").toString()).doesNotContain("secret");
    }
  }

  private static void ask(Gateway gateway, String path, String... fields) throws Exception {
    JsonObject body = new JsonObject();
    for (int i = 0; i < fields.length; i += 2) {
      body.addProperty(fields[i], fields[i + 1]);
    }
    gateway.call(path, body, 5_000);
  }
}
