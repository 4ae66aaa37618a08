package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.zproc.cli.Zproc;
import dev.zproc.etcd.Etcd;
import dev.zproc.etcd.EtcdServers;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.testing.Fixtures;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the guide gives to Kubernetes is what it takes, and does what the page says of it. */
@EnabledOnOs(OS.LINUX)
class KubernetesPageIT {

  private static final Duration UP = Duration.ofMinutes(1);
  private static final int SIGTERM = 128 + 15;

  /** How long a context takes at most to stop its children, unless it says otherwise. */
  private static final long STOP_SECONDS = 10;

  @TempDir Path folder;

  private static Deployment deployment() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "guide", "kubernetes.md"));
    int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    yaml.setAnnotationIntrospector(new NoOtherProperties());
    return yaml.readValue(page.substring(begin, page.indexOf("```", begin)), Deployment.class);
  }

  /** What the API does not know is an error; its types would keep it for later versions. */
  private static final class NoOtherProperties extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  private static PodSpec pod() throws IOException {
    return deployment().getSpec().getTemplate().getSpec();
  }

  @Test
  void theManifestIsOneThatKubernetesTakes() throws IOException {
    Deployment deployment = deployment();

    assertThat(deployment.getApiVersion()).isEqualTo("apps/v1");
    assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
        .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
    assertThat(pod().getTerminationGracePeriodSeconds()).isGreaterThan(STOP_SECONDS);
    Container container = pod().getContainers().get(0);
    for (Probe probe : List.of(container.getStartupProbe(), container.getLivenessProbe())) {
      assertThat(probe.getExec().getCommand()).startsWith("zproc", "ping");
    }
  }

  @Test
  @EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
  void replicasShareTheStateAnswerProbesAndEndInOrder() throws Exception {
    String engine = EtcdServers.shared().address();
    List<Process> replicas = new ArrayList<>();
    try (ZProc zproc = ZProc.open(options -> options.engine(Etcd.parse(engine)))) {
      StallState stall = StallState.of(zproc);
      for (int i = 0; i < deployment().getSpec().getReplicas(); i++) {
        replicas.add(start(engine, temporary(i)));
      }
      await().atMost(UP).until(() -> stall.open().get() == replicas.size());
      for (int i = 0; i < replicas.size(); i++) {
        assertThat(probe(temporary(i))).isZero();
      }

      replicas.get(0).destroy(); // SIGTERM

      long grace = pod().getTerminationGracePeriodSeconds();
      assertThat(replicas.get(0).waitFor(grace, TimeUnit.SECONDS)).isTrue();
      assertThat(replicas.get(0).exitValue()).isEqualTo(SIGTERM);
      assertThat(stall.closed().get()).isEqualTo(1);
      assertThat(probe(temporary(0))).isNotZero();
      assertThat(probe(temporary(1))).isZero();
    } finally {
      replicas.forEach(Process::destroyForcibly);
    }
    await().atMost(UP).until(() -> Fixtures.all().stream().noneMatch(this::isKeeper));
  }

  private boolean isKeeper(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(folder.toString());
  }

  /** What would be {@code /tmp} in a pod. */
  private Path temporary(int replica) throws IOException {
    return Files.createDirectories(folder.resolve("tmp" + replica));
  }

  /** Runs the command of the manifest, with what differs here. */
  private static Process start(String engine, Path temporary) throws IOException {
    List<String> command = new ArrayList<>();
    for (String word : pod().getContainers().get(0).getCommand()) {
      switch (word) {
        case "java" -> {
          command.add(java());
          command.add("-Djava.io.tmpdir=" + temporary);
        }
        case "/app/*" -> command.add(System.getProperty("java.class.path"));
        case "com.acme.shop.ShopLauncher" -> command.add(StallKeeperLauncher.class.getName());
        default ->
            command.add(word.startsWith("-Dzproc.engine=") ? "-Dzproc.engine=" + engine : word);
      }
    }
    return begin(command);
  }

  private static int probe(Path temporary) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Zproc.class.getName()));
    List<String> words = pod().getContainers().get(0).getLivenessProbe().getExec().getCommand();
    command.addAll(words.subList(1, words.size()));
    return begin(command).waitFor();
  }

  private static Process begin(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().remove("XDG_RUNTIME_DIR");
    return Fixtures.start(builder);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
