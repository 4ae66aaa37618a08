package dev.zproc.runtime;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.output.OutputSinks;
import dev.zproc.runtime.internal.supervision.LaunchCodec;
import dev.zproc.runtime.internal.supervision.LaunchSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the host of a background context is asked to do. */
sealed interface BackgroundAsk {

  /**
   * Starts a child, whose id is that of the request.
   *
   * @param owner the binary name of the class that declares the method
   * @param process the name of the process
   * @param call how messages show the call
   * @param output where its output is to go, as {@link Output#reference} tells it
   */
  record Spawn(String owner, String process, String call, String output, LaunchSpec launch)
      implements BackgroundAsk {}

  /**
   * Stops a child.
   *
   * @param grace how long it has; null for as long as its own options say
   */
  record Stop(String child, @Nullable Duration grace) implements BackgroundAsk {}

  /** Kills a child. */
  record Kill(String child) implements BackgroundAsk {}

  /** Ends everything. */
  record Shutdown() implements BackgroundAsk {}

  default Bytes encode() {
    WireWriter out = new WireWriter();
    if (this instanceof Spawn spawn) {
      out.u8('S').text(spawn.owner()).text(spawn.process()).text(spawn.call());
      LaunchCodec.write(out.text(spawn.output()), spawn.launch());
    } else if (this instanceof Stop stop) {
      Duration grace = stop.grace();
      out.u8('T').text(stop.child()).varint(grace == null ? 0 : grace.toNanos() + 1);
    } else if (this instanceof Kill kill) {
      out.u8('K').text(kill.child());
    } else {
      out.u8('X');
    }
    return Bytes.wrap(out.toByteArray());
  }

  /**
   * Reads one.
   *
   * @throws ProtocolException if it is none
   */
  static BackgroundAsk decode(Bytes bytes) {
    WireReader in = new WireReader(bytes.shared());
    int kind = in.u8();
    BackgroundAsk ask =
        switch (kind) {
          case 'S' -> spawn(in);
          case 'T' -> new Stop(in.text(), grace(in.varint()));
          case 'K' -> new Kill(in.text());
          case 'X' -> new Shutdown();
          default -> throw new ProtocolException("nothing is asked by " + kind);
        };
    in.finish();
    return ask;
  }

  private static Spawn spawn(WireReader in) {
    String owner = in.text();
    String process = in.text();
    String call = in.text();
    String output = in.text();
    OutputSinks.Factory sinks = Output.named(output).sinks();
    return new Spawn(owner, process, call, output, LaunchCodec.read(in, sinks));
  }

  private static @Nullable Duration grace(long nanos) {
    return nanos == 0 ? null : Duration.ofNanos(nanos - 1);
  }
}
