package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.zproc.runtime.Durability;
import dev.zproc.runtime.ServerMode;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.SchemaMismatchException;
import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.spi.KeySpec;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueTypes;
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

  /** A schema of one key; its snapshots are of no use. */
  private static final class Made extends StateSchema<Object> {
    Made(KeySpec key) {
      super(Object.class, "shop", key);
    }

    @Override
    public Object snapshot(StateView view) {
      return view;
    }
  }

  @Test
  void aRootThatDeclaresAnotherTypeIsToldNowAndLater() {
    Etcd etcd = EtcdServers.shared().etcd();
    Made number = new Made(KeySpec.nullable("price", ValueTypes.INT));
    Made text = new Made(KeySpec.nullable("price", ValueTypes.STRING));
    try (ZProc one = ZProc.open(o -> o.engine(etcd));
        ZProc two = ZProc.open(o -> o.engine(etcd))) {
      one.stateSpace(number, "shop").cell(0);
      two.stateSpace(number, "shop").cell(0);
      isRefused(two, text);
    }
    try (ZProc later = ZProc.open(o -> o.engine(etcd))) {
      isRefused(later, text);
      later.stateSpace(number, "shop").cell(0);
    }
  }

  private static void isRefused(ZProc zproc, Made schema) {
    assertThatThrownBy(() -> zproc.stateSpace(schema, "shop"))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("key 'price' of namespace 'shop' is @Nullable java.lang.Integer")
        .hasMessageContaining("declares it as @Nullable java.lang.String")
        .hasMessageContaining("use another namespace, or the same declaration in all processes");
  }

  @Test
  void aPropertyNamesTheEngineOfContextsThatSayNothingElse() {
    EtcdServers servers = EtcdServers.shared();
    System.setProperty("zproc.engine", servers.address());
    try (ZProc one = ZProc.open();
        ZProc two = ZProc.open()) {
      one.dictionary("prices").put("bread", 3);
      assertThat(two.dictionary("prices").get("bread")).isEqualTo(3);
      try (ZProc own = ZProc.open(o -> o.engine(servers.etcd()))) {
        assertThat(own.dictionary("prices").get("bread")).isNull();
      }
      System.setProperty("zproc.engine", "nothing");
      assertThatThrownBy(ZProc::open)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nobody knows the engine nothing");
    } finally {
      System.clearProperty("zproc.engine");
    }
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

  static void ask(Gateway gateway, String path, String... fields) throws Exception {
    JsonObject body = new JsonObject();
    for (int i = 0; i < fields.length; i += 2) {
      body.addProperty(fields[i], fields[i + 1]);
    }
    gateway.call(path, body, 5_000);
  }
}
