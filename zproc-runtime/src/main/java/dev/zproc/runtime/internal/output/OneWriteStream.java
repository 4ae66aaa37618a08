package dev.zproc.runtime.internal.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PrintStream} that gives the operating system what one call prints in one piece.
 *
 * <p>The JDK's own writes {@code printf("%s: %d%n", …)} in four, and a text of more than 8,192
 * characters in several. When processes share a stdout, another one's output may get between any
 * two of them. A pipe keeps what is written in one piece together up to 4,096 bytes, a terminal and
 * a file usually more.
 *
 * <p>Each call is passed on before it returns, with or without a line end.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class OneWriteStream extends PrintStream {

  private static final int BUFFER_BYTES = 8 << 10;
  private static volatile @Nullable PrintStream out;
  private static volatile @Nullable PrintStream err;

  private final Charset charset;

  /** The first half of a character whose second half has not come yet; 0 if there is none. */
  private char half;

  OneWriteStream(OutputStream out, Charset charset) {
    super(new BufferedOutputStream(out, BUFFER_BYTES), true, charset);
    this.charset = charset;
  }

  /** Puts such streams in the place of this process's {@link System#out} and {@link System#err}. */
  public static void install() {
    out = new OneWriteStream(new FileOutputStream(FileDescriptor.out), StreamCharset.ofOut());
    err = new OneWriteStream(new FileOutputStream(FileDescriptor.err), StreamCharset.ofErr());
    System.setOut(out);
    System.setErr(err);
  }

  /** The stream that {@link #install} has put in the place of {@link System#out}, if it has. */
  static @Nullable PrintStream out() {
    return out;
  }

  /** The stream that {@link #install} has put in the place of {@link System#err}, if it has. */
  static @Nullable PrintStream err() {
    return err;
  }

  /** What leads to this process's stderr, whatever user code has put in its place. */
  public static PrintStream own() {
    PrintStream installed = err;
    return installed != null ? installed : System.err;
  }

  @Override
  public void print(boolean b) {
    pass(String.valueOf(b));
  }

  @Override
  public void print(char c) {
    pass(String.valueOf(c));
  }

  @Override
  public void print(int i) {
    pass(String.valueOf(i));
  }

  @Override
  public void print(long l) {
    pass(String.valueOf(l));
  }

  @Override
  public void print(float f) {
    pass(String.valueOf(f));
  }

  @Override
  public void print(double d) {
    pass(String.valueOf(d));
  }

  @Override
  public void print(char[] s) {
    pass(String.valueOf(s));
  }

  @Override
  public void print(@Nullable String s) {
    pass(String.valueOf(s));
  }

  @Override
  public void print(@Nullable Object obj) {
    pass(String.valueOf(obj));
  }

  @Override
  public void println() {
    pass(System.lineSeparator());
  }

  @Override
  public void println(boolean x) {
    passLine(String.valueOf(x));
  }

  @Override
  public void println(char x) {
    passLine(String.valueOf(x));
  }

  @Override
  public void println(int x) {
    passLine(String.valueOf(x));
  }

  @Override
  public void println(long x) {
    passLine(String.valueOf(x));
  }

  @Override
  public void println(float x) {
    passLine(String.valueOf(x));
  }

  @Override
  public void println(double x) {
    passLine(String.valueOf(x));
  }

  @Override
  public void println(char[] x) {
    passLine(String.valueOf(x));
  }

  @Override
  public void println(@Nullable String x) {
    passLine(String.valueOf(x));
  }

  @Override
  public void println(@Nullable Object x) {
    passLine(String.valueOf(x));
  }

  @Override
  public PrintStream printf(String format, @Nullable Object... args) {
    return format(format, args);
  }

  @Override
  public PrintStream printf(@Nullable Locale l, String format, @Nullable Object... args) {
    return format(l, format, args);
  }

  @Override
  public PrintStream format(String format, @Nullable Object... args) {
    pass(String.format(format, args));
    return this;
  }

  @Override
  public PrintStream format(@Nullable Locale l, String format, @Nullable Object... args) {
    pass(String.format(l, format, args));
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence csq) {
    pass(String.valueOf(csq));
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence csq, int start, int end) {
    pass(String.valueOf(csq).substring(start, end));
    return this;
  }

  @Override
  public PrintStream append(char c) {
    pass(String.valueOf(c));
    return this;
  }

  private void passLine(String line) {
    pass(line.concat(System.lineSeparator()));
  }

  private synchronized void pass(String text) {
    String whole = half == 0 ? text : half + text;
    half = 0;
    int length = whole.length();
    if (length > 0 && Character.isHighSurrogate(whole.charAt(length - 1))) {
      half = whole.charAt(--length);
      whole = whole.substring(0, length);
    }
    if (length > 0) {
      byte[] bytes = whole.getBytes(charset);
      write(bytes, 0, bytes.length);
    }
  }
}
