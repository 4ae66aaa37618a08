package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The options of a server as bytes, for the boot frame of one in another process: so its secrets go
 * where those of children do. The root's secret is not in it, since the frame has it already.
 */
public final class OptionsCodec {

  private OptionsCodec() {}

  /** Encodes them, but for sessions that exist from the start. */
  public static byte[] encode(ServerOptions options) {
    WireWriter out = new WireWriter();
    StoreLimits limits = options.limits();
    out.text(options.address()).varint(options.epoch());
    out.varint(limits.historyRevisions()).varint(limits.historyBytes());
    out.varint(limits.maxKeyBytes()).varint(limits.maxValueBytes());
    out.varint(limits.maxOperations()).varint(limits.maxTerms());
    out.varint(limits.maxWatches()).varint(limits.maxStateBytes());
    out.varint(options.maxMessageBytes()).varint(options.maxOutboundBytes());
    out.varint(options.maxRequests()).varint(options.turnLease().toMillis());
    out.varint(options.maxQueuedBytes()).varint(options.maxSessions()).varint(options.maxDepth());
    Durable durable = options.durable();
    out.bool(durable != null);
    if (durable != null) {
      out.text(durable.file().toString()).text(durable.level().name());
    }
    Access access = options.access();
    out.varint(access.lease().toMillis()).varint(access.secrets().size());
    access
        .secrets()
        .forEach((role, secret) -> out.text(role.name()).bytes(Bytes.wrap(secret.reveal())));
    return out.toByteArray();
  }

  /**
   * Decodes them.
   *
   * @param root by which the root proves who it is
   */
  public static ServerOptions decode(byte[] bytes, Secret root) {
    WireReader in = new WireReader(bytes);
    String address = in.text();
    long epoch = in.varint();
    StoreLimits limits =
        new StoreLimits(
            in.size(),
            in.varint(),
            in.size(),
            in.size(),
            in.size(),
            in.size(),
            in.size(),
            in.varint());
    ServerOptions options =
        ServerOptions.DEFAULTS
            .withAddress(address)
            .withEpoch(epoch)
            .withLimits(limits)
            .withMessages(in.size(), in.varint(), in.size())
            .withTurns(Duration.ofMillis(in.varint()), in.varint())
            .withMaxSessions(in.size())
            .withMaxDepth(in.size());
    if (in.bool()) {
      Path file = Path.of(in.text());
      options = options.withDurable(new Durable(file, Durable.Level.valueOf(in.text())));
    }
    Duration lease = Duration.ofMillis(in.varint());
    Map<Role, Secret> secrets = new EnumMap<>(Role.class);
    for (int i = in.count(); i > 0; i--) {
      secrets.put(Role.valueOf(in.text()), Secret.of(in.bytes().shared()));
    }
    in.finish();
    return options.withAccess(new Access(secrets, lease, root));
  }
}
