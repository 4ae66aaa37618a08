package dev.zproc.runtime;

import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.ServerUri;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.process.DetachedJvm;
import dev.zproc.runtime.internal.server.Access;
import dev.zproc.runtime.internal.server.OptionsCodec;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.Secret;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The main class of the JVM in which a background context lives: it keeps the state, and is the
 * parent of the children. It has no parent itself.
 *
 * <p>It needs its opener for one boot frame and nothing else. Whoever dies before that is whole
 * leaves nothing, since it ends then; whoever dies later leaves a whole context, which is listed.
 */
final class BackgroundHost {

  /** Begins the answer that it is ready, at the address that follows. */
  static final String READY = "ready ";

  /** Begins the answer that one of this name runs already. */
  static final String TAKEN = "taken ";

  /** Begins the answer that the file of its state cannot be taken up. */
  static final String STORAGE = "storage ";

  private static final int MISUSED = 2;

  private BackgroundHost() {}

  /**
   * What its boot frame says beside the options of the server.
   *
   * @param name of the context
   * @param program that has opened it
   * @param folder in which it is told of
   * @param log what it prints to
   */
  record Settings(String name, String program, Path folder, Path log, Duration stopTimeout) {

    byte[] encode() {
      WireWriter out = new WireWriter().text(name).text(program);
      out.text(folder.toString()).text(log.toString()).varint(stopTimeout.toNanos());
      return out.toByteArray();
    }

    static Settings decode(byte[] bytes) {
      WireReader in = new WireReader(bytes);
      Settings settings =
          new Settings(
              in.text(),
              in.text(),
              Path.of(in.text()),
              Path.of(in.text()),
              Duration.ofNanos(in.varint()));
      in.finish();
      return settings;
    }
  }

  /** What the state tells of the process that hosts it. */
  record Identity(String name, long pid, String started) {

    Bytes encode() {
      return Bytes.wrap(new WireWriter().text(name).varint(pid).text(started).toByteArray());
    }

    static Identity decode(Bytes bytes) {
      WireReader in = new WireReader(bytes.shared());
      return new Identity(in.text(), in.varint(), in.text());
    }
  }

  /** Runs it, for {@link BackgroundContext#open}. */
  public static void main(String[] args) {
    if (Marker.read(args) == null) {
      System.err.println("This is started by BackgroundContext.open(name), and not by hand.");
      System.exit(MISUSED);
      return;
    }
    ServerOptions options;
    Settings settings;
    try {
      BootFrame frame = BootFrame.read(System.in);
      options = OptionsCodec.decode(frame.arguments().get(0), Secret.of(frame.secret()));
      settings = Settings.decode(frame.arguments().get(1));
    } catch (IOException | RuntimeException gone) {
      System.exit(ExitCodes.REFUSED); // its opener has died, or is none
      return;
    }
    System.setIn(InputStream.nullInputStream());
    run(options, settings);
  }

  private static void run(ServerOptions options, Settings settings) {
    HostHome home = new HostHome(settings.log());
    // It is its own root, so nobody comes with the root's secret.
    Access access = options.access();
    ServerOptions own = options.withAccess(new Access(access.secrets(), access.lease(), null));
    ZProc zproc;
    try {
      ZProcOptions context = new ZProcOptions().stopTimeout(settings.stopTimeout());
      zproc = Opening.hosted(own, context, home);
    } catch (StorageException unfit) {
      answer(STORAGE + unfit.getMessage());
      System.exit(1);
      return;
    } catch (RuntimeException unable) {
      answer(String.valueOf(unable.getMessage()));
      System.exit(1);
      return;
    }
    begin(own, settings, home, zproc);
    int code = home.awaitOver();
    zproc.close();
    System.exit(code);
  }

  private static void begin(ServerOptions options, Settings settings, HostHome home, ZProc zproc) {
    String uri = ServerUri.of(home.endpoint());
    ContextRecord record =
        ContextRecord.ofThisProcess(uri, settings.program(), options.access().secrets());
    try {
      Identity self = new Identity(settings.name(), record.pid(), record.started());
      new HostedChildren(zproc, zproc.spaces().engine(), home::stop, home::fault)
          .begin(self.encode());
      home.published(HostFile.publish(settings.name(), settings.folder(), record));
      answer(READY + home.endpoint());
    } catch (FileAlreadyExistsException taken) {
      answer(TAKEN);
      home.stop();
    } catch (IOException | RuntimeException unable) {
      answer(String.valueOf(unable.getMessage()));
      home.stop();
    }
  }

  /** Tells the opener, who may have gone. */
  private static void answer(String word) {
    try (DataOutputStream out =
        new DataOutputStream(new FileOutputStream(DetachedJvm.ANSWER.toFile()))) {
      out.writeUTF(word.length() <= 10_000 ? word : word.substring(0, 10_000));
    } catch (IOException gone) {
      System.err.println("zproc background context: its opener has gone; it was told: " + word);
    }
  }
}
