package dev.zproc.runtime.internal.supervision;

import dev.zproc.CrashReason;
import dev.zproc.FailedRun;
import dev.zproc.GiveUp;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.output.OutputSinks;
import dev.zproc.runtime.internal.process.CodePath;
import dev.zproc.runtime.internal.process.Debugging;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.RequestCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A launch as bytes, so that another process can start the child; but for where its output goes,
 * which is no data. Both are of one release.
 *
 * <p>Threads: stateless.
 */
public final class LaunchCodec {

  private LaunchCodec() {}

  /** Adds a launch to a message. */
  public static void write(WireWriter out, LaunchSpec spec) {
    out.text(spec.name());
    writeJvm(out, spec.jvm());
    time(time(time(out, spec.timeout()), spec.startTimeout()), spec.stopTimeout());
    writeRestart(out, spec.restart());
    LaunchSpec.Resumption resumption = spec.resumption();
    out.bool(resumption != null);
    if (resumption != null) {
      out.text(resumption.onFailure().name()).bool(resumption.byChild());
    }
    WireWriter birth = new WireWriter();
    RequestCodec.write(birth, new Request.Bear(spec.birth()));
    out.bytes(Bytes.wrap(birth.toByteArray()));
    LaunchSpec.BootPart boot = spec.boot();
    out.text(boot.library()).text(boot.entry()).text(boot.closure());
    list(out, boot.arguments(), (to, argument) -> to.bytes(Bytes.wrap(argument)));
  }

  /**
   * Takes one from a message.
   *
   * @param output where its output is to go
   */
  public static LaunchSpec read(WireReader in, OutputSinks.Factory output) {
    return new LaunchSpec(
        in.text(),
        readJvm(in),
        output,
        time(in),
        time(in),
        time(in),
        readRestart(in),
        in.bool() ? new LaunchSpec.Resumption(FailedRun.valueOf(in.text()), in.bool()) : null,
        readBirth(in.bytes()),
        new LaunchSpec.BootPart(
            in.text(), in.text(), in.text(), list(in, from -> from.bytes().shared())));
  }

  private static BirthSpec readBirth(Bytes bytes) {
    if (RequestCodec.read(new WireReader(bytes.shared())) instanceof Request.Bear bear) {
      return bear.spec();
    }
    throw new ProtocolException("a launch without a birth");
  }

  private static void writeJvm(WireWriter out, JvmSpec jvm) {
    optional(out.text(jvm.mainClass()), jvm.mainModule());
    optional(optional(out, jvm.codePath().classPath()), jvm.codePath().launcher());
    optional(optional(out, text(jvm.javaHome())), jvm.heap());
    list(out, jvm.jvmArgs(), WireWriter::text);
    list(
        out,
        List.copyOf(jvm.properties().entrySet()),
        (to, property) -> to.text(property.getKey()).text(property.getValue()));
    optional(out, text(jvm.directory()));
    list(
        out,
        List.copyOf(jvm.environment().entrySet()),
        (to, variable) -> optional(to.text(variable.getKey()), variable.getValue().orElse(null)));
    out.text(jvm.debugging().name());
  }

  private static JvmSpec readJvm(WireReader in) {
    String main = in.text();
    String module = optional(in);
    CodePath code = new CodePath(optional(in), optional(in));
    Path home = path(in);
    String heap = optional(in);
    List<String> args = list(in, WireReader::text);
    Map<String, String> properties = new HashMap<>();
    for (int i = in.count(); i > 0; i--) {
      properties.put(in.text(), in.text());
    }
    Path directory = path(in);
    Map<String, Optional<String>> environment = new HashMap<>();
    for (int i = in.count(); i > 0; i--) {
      environment.put(in.text(), Optional.ofNullable(optional(in)));
    }
    Debugging debugging = Debugging.valueOf(in.text());
    return new JvmSpec(
        main, module, code, home, heap, args, properties, directory, environment, debugging);
  }

  private static void writeRestart(WireWriter out, RestartPlan plan) {
    out.text(plan.on().name());
    list(out, List.copyOf(plan.retryOn().exceptions()), WireWriter::text);
    list(out, List.copyOf(plan.retryOn().crashes()), (to, crash) -> to.text(crash.name()));
    time(out.varint(plan.max()), plan.within());
    RestartBackoff backoff = plan.backoff();
    time(out, backoff.first()).fixed(Double.doubleToLongBits(backoff.factor()));
    time(out, backoff.longest()).fixed(Double.doubleToLongBits(backoff.jitter()));
    time(out, backoff.resetAfter()).text(plan.onGiveUp().name());
  }

  private static RestartPlan readRestart(WireReader in) {
    RestartPolicy on = RestartPolicy.valueOf(in.text());
    Set<String> exceptions = new HashSet<>(list(in, WireReader::text));
    Set<CrashReason> crashes = new HashSet<>(list(in, from -> CrashReason.valueOf(from.text())));
    int max = in.size();
    Duration within = time(in);
    RestartBackoff backoff =
        new RestartBackoff(
            time(in),
            Double.longBitsToDouble(in.fixed()),
            time(in),
            Double.longBitsToDouble(in.fixed()),
            time(in));
    return new RestartPlan(
        on, new RetryFilter(exceptions, crashes), max, within, backoff, GiveUp.valueOf(in.text()));
  }

  private static <T> void list(WireWriter out, List<T> all, BiConsumer<WireWriter, T> each) {
    out.varint(all.size());
    all.forEach(one -> each.accept(out, one));
  }

  private static <T> List<T> list(WireReader in, Function<WireReader, T> each) {
    int count = in.count();
    List<T> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(each.apply(in));
    }
    return List.copyOf(all);
  }

  private static WireWriter time(WireWriter out, Duration time) {
    return out.varint(time.toNanos());
  }

  private static Duration time(WireReader in) {
    return Duration.ofNanos(in.varint());
  }

  private static WireWriter optional(WireWriter out, @Nullable String text) {
    return out.nullable(text == null ? null : Bytes.utf8(text));
  }

  private static @Nullable String optional(WireReader in) {
    Bytes text = in.nullable();
    return text == null ? null : text.asUtf8();
  }

  private static @Nullable String text(@Nullable Path path) {
    return path == null ? null : path.toString();
  }

  private static @Nullable Path path(WireReader in) {
    String text = optional(in);
    return text == null ? null : Path.of(text);
  }
}
