package dev.zproc.runtime;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.child.ChildMain;
import dev.zproc.runtime.internal.child.DecodedArguments;
import dev.zproc.runtime.internal.child.StandbyMain;
import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.server.StateServer;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.state.Cell;
import dev.zproc.runtime.state.LongCell;
import dev.zproc.runtime.state.StateMap;
import dev.zproc.runtime.state.StateSpace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * What a JVM on standby does before it waits: it lives the life of a child some times, over a real
 * connection to a server of its own in this same process, so that no other process sees anything of
 * it, and the state of the context has neither a key nor a revision of it. Then it connects to the
 * server of the context, where its session may do nothing yet.
 *
 * <p>Threads: used by the main thread of such a process.
 */
final class WarmUp implements StandbyMain.Preparation {

  private static final String NAMESPACE = "dev.zproc.runtime.warm-up";

  /** So many that what connects is compiled, and not only loaded. */
  private static final int LIVES = 25;

  private static final int OPERATIONS = 5;

  private final Transport transport;

  /** Makes one for a process whose server is reached over {@code transport}. */
  WarmUp(Transport transport) {
    this.transport = transport;
  }

  @Override
  public void connect(BootFrame invitation, Consumer<Throwable> fault, Runnable ended) {
    if (invitation.session() != 0) {
      AwaitedSession.connect(invitation, fault, ended);
    } else if (transport == Transport.ZEROMQ) {
      Link.prepare();
    }
  }

  @Override
  public void exercise() {
    try (StateServer server = StateServer.start(new ZProcOptions().transport(transport).server());
        EngineSession session = new EngineSession(server.channel())) {
      ChildEntry<String> entry = new Rehearsal();
      for (int i = 0; i < LIVES; i++) {
        ChildSession born = session.birth(new BirthSpec(entry.name(), null, false)).get();
        ChildMain.rehearse(
            entry, frame(entry, born), LibraryRelease.name(), new Bootstrap.Connecting());
        session.takeOutcome(born.session()).get();
        session.release(born.session()).get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; whoever it is will find out
    } catch (IOException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Encoded and decoded, as that of a call. */
  private static BootFrame frame(ChildEntry<?> entry, ChildSession born) throws IOException {
    byte[] text = ValueTypes.STRING.encode("warm");
    byte[] number = ValueTypes.LONG.encode(1L);
    BootFrame frame =
        new BootFrame(
            LibraryRelease.name(),
            ProcessHandle.current().pid(),
            entry.name(),
            1,
            born.session(),
            born.revision(),
            born.endpoint(),
            born.secret().reveal(),
            entry.getClass().getName(),
            DecodedArguments.closure(entry),
            new byte[0],
            false,
            List.of(text, number));
    return BootFrame.read(new ByteArrayInputStream(frame.encode()));
  }

  /** What a child most often does. */
  private static final class Rehearsal extends ChildEntry<String> {

    Rehearsal() {
      super(
          Worker.class.getName(), "warm-up", ValueTypes.STRING, ValueTypes.STRING, ValueTypes.LONG);
    }

    @Override
    public String run(Invocation in) {
      ZProc zproc = in.context(ZProc.class);
      StateSpace<Things> things = zproc.stateSpace(Schema.INSTANCE, Schema.INSTANCE.namespace());
      LongCell number = things.longCell(0);
      Cell<String> text = things.cell(1);
      Cell<List<String>> list = things.cell(2);
      StateMap<String, Long> map = things.map(3);
      String argument = in.argument(0);
      long one = in.argument(1);
      for (int i = 0; i < OPERATIONS; i++) {
        number.add(one);
        number.get();
        text.set(argument);
        text.get();
        map.put(argument, one);
      }
      list.set(List.of(argument));
      list.get();
      map.get(argument);
      map.size();
      zproc.dictionary(NAMESPACE).put(argument, one);
      zproc.ping();
      return argument;
    }
  }

  private interface Things {}

  private static final class Schema extends StateSchema<Things> {

    static final Schema INSTANCE = new Schema();

    Schema() {
      super(
          Things.class,
          NAMESPACE,
          zero("number", ValueTypes.LONG),
          zero("text", ValueTypes.STRING),
          zero("list", ValueTypes.list(ValueTypes.STRING)),
          map("map", ValueTypes.STRING, ValueTypes.LONG));
    }

    @Override
    public Things snapshot(StateView view) {
      return new Things() {};
    }
  }
}
