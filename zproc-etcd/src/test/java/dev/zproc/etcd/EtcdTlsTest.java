package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.engine.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** States on an etcd that speaks TLS, asks for certificates, and has users. */
@EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
@Timeout(120)
class EtcdTlsTest {

  @TempDir Path folder;

  private static void works(Etcd etcd) {
    try (ZProc zproc = ZProc.open(o -> o.engine(etcd))) {
      zproc.dictionary("prices").put("bread", 3);
      assertThat(zproc.dictionary("prices").get("bread")).isEqualTo(3);
    }
  }

  /** Is told so at once. */
  private static void fails(Etcd etcd, String... why) {
    fails(etcd, Duration.ofSeconds(10), why);
  }

  /** Finds no connection as long as it tries. */
  private static void failsToConnect(Etcd etcd, String... why) {
    fails(etcd, Duration.ofSeconds(3), why);
  }

  private static void fails(Etcd etcd, Duration timeout, String... why) {
    assertThatThrownBy(() -> ZProc.open(o -> o.engine(etcd.timeout(timeout))).close())
        .isInstanceOf(StorageException.class)
        .satisfies(failed -> assertThat(failed.getMessage()).contains(why));
  }

  @Test
  void certificatesOfBothSidesAreChecked() throws Exception {
    Certificates ours = new Certificates(Files.createDirectory(folder.resolve("ours")));
    ours.add("server", "RSA", "CN=server");
    ours.add("baker", "EC", "CN=baker");
    ours.add("eater", "RSA", "O=bakery");
    Certificates others = new Certificates(Files.createDirectory(folder.resolve("others")));
    others.add("baker", "EC", "CN=baker");
    try (EtcdServers servers =
        new EtcdServers(
            1,
            "https",
            "--cert-file=" + ours.chain("server"),
            "--key-file=" + ours.key("server"),
            "--trusted-ca-file=" + ours.trust(),
            "--client-cert-auth")) {
      Etcd etcd = servers.etcd();
      Etcd trusting = etcd.trust(ours.trust());

      works(trusting.certificate(ours.chain("baker"), ours.key("baker")));
      works(trusting.certificate(ours.chain("eater"), ours.key("eater")));

      failsToConnect(
          etcd.certificate(ours.chain("baker"), ours.key("baker")), "check the endpoints");
      failsToConnect(
          etcd.trust(others.trust()).certificate(ours.chain("baker"), ours.key("baker")), "PKIX");
      failsToConnect(trusting, "certificate");
      failsToConnect(
          trusting.certificate(others.chain("baker"), others.key("baker")), "certificate");
      failsToConnect(trusting.certificate(ours.chain("baker"), ours.key("eater")), "certificate");
      fails(trusting.certificate(ours.chain("baker"), ours.chain("baker")), "openssl pkcs8");
      fails(etcd.trust(ours.key("baker")), ours.key("baker").toString(), "certificate");
      fails(etcd.trust(folder.resolve("none")), folder.resolve("none").toString());

      aUserOfThePrefixNeedsNoMore(
          trusting.certificate(ours.chain("eater"), ours.key("eater")).prefix("shop"));
      // etcd would otherwise have to guess which of the two is meant.
      fails(
          trusting
              .certificate(ours.chain("baker"), ours.key("baker"))
              .prefix("shop")
              .user("baker", "bread"),
          "CommonName");
    }
  }

  private static void aUserOfThePrefixNeedsNoMore(Etcd etcd) throws Exception {
    Gateway gateway = new Gateway(etcd);
    EtcdContextTest.ask(gateway, "/v3/auth/role/add", "name", "root");
    EtcdContextTest.ask(gateway, "/v3/auth/user/add", "name", "root", "password", "secret");
    EtcdContextTest.ask(gateway, "/v3/auth/user/grant", "user", "root", "role", "root");
    EtcdContextTest.ask(gateway, "/v3/auth/role/add", "name", "shop");
    JsonObject permission = new JsonObject();
    permission.addProperty("permType", "READWRITE");
    Json.bytes(permission, "key", Bytes.utf8("shop/"));
    Json.bytes(permission, "range_end", Bytes.utf8("shop0"));
    JsonObject grant = Json.object("perm", permission);
    grant.addProperty("name", "shop");
    gateway.call("/v3/auth/role/grant", grant, 5_000);
    EtcdContextTest.ask(gateway, "/v3/auth/user/add", "name", "baker", "password", "bread");
    EtcdContextTest.ask(gateway, "/v3/auth/user/grant", "user", "baker", "role", "shop");
    EtcdContextTest.ask(gateway, "/v3/auth/enable");

    works(etcd.user("baker", "bread"));
    fails(etcd.user("baker", "bread").prefix("other"), "permission denied", "check");
    fails(etcd.user("baker", "cake"), "authentication failed");
    fails(etcd, "check the endpoints, user");
  }
}
