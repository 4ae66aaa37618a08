package dev.zproc.runtime.internal.signal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;

/**
 * The class of our signal handlers, written as a class file at run time:
 *
 * <pre>
 * final class HandlerOfSignals implements sun.misc.SignalHandler {
 *   private final Runnable action;
 *   HandlerOfSignals(Runnable action) { this.action = action; }
 *   public void handle(sun.misc.Signal signal) { action.run(); }
 * }
 * </pre>
 *
 * <p>The compiler warns of {@code sun.misc} with a warning that nothing can silence. A {@link
 * java.lang.reflect.Proxy} would do, too, but takes a starting JVM as long as loading a hundred
 * classes, in every child, and no archive of classes can have it.
 *
 * <p>Threads: safe for use by many threads.
 */
final class HandlerClass {

  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int NAME_AND_TYPE = 12;

  // Where they are among the constants; the names are those of the sketch above.
  private static final int THIS = 2;
  private static final int OBJECT = 4;
  private static final int HANDLER = 6;
  private static final int RUNNABLE = 8;
  private static final int ACTION = 9;
  private static final int ACTION_TYPE = 10;
  private static final int INIT = 11;
  private static final int INIT_TYPE = 12;
  private static final int NOTHING_TYPE = 13;
  private static final int HANDLE = 14;
  private static final int HANDLE_TYPE = 15;
  private static final int RUN = 16;
  private static final int CODE = 17;
  private static final int OBJECT_INIT = 19;
  private static final int ACTION_FIELD = 21;
  private static final int RUN_METHOD = 23;
  private static final int CONSTANTS = 24;

  private static final int JAVA_17 = 61;
  private static final int FINAL_SUPER = 0x30;
  private static final int PRIVATE_FINAL = 0x12;
  private static final int PUBLIC = 1;

  private HandlerClass() {}

  /** Makes a {@code sun.misc.SignalHandler} that runs {@code action}. */
  static Object handler(Runnable action) throws ReflectiveOperationException {
    return Holder.CONSTRUCTOR.newInstance(action);
  }

  private static final class Holder {

    static final Constructor<?> CONSTRUCTOR = constructor();

    private static Constructor<?> constructor() {
      try {
        return MethodHandles.lookup().defineClass(file()).getDeclaredConstructor(Runnable.class);
      } catch (ReflectiveOperationException | IOException e) {
        throw new IllegalStateException("cannot handle signals", e);
      }
    }
  }

  private static byte[] file() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xcafebabe);
    shorts(out, 0, JAVA_17, CONSTANTS);
    type(out, HandlerClass.class.getPackageName().replace('.', '/') + "/HandlerOfSignals", THIS);
    type(out, "java/lang/Object", OBJECT);
    type(out, "sun/misc/SignalHandler", HANDLER);
    type(out, "java/lang/Runnable", RUNNABLE);
    for (String text :
        new String[] {
          "action",
          "Ljava/lang/Runnable;",
          "<init>",
          "(Ljava/lang/Runnable;)V",
          "()V",
          "handle",
          "(Lsun/misc/Signal;)V",
          "run",
          "Code"
        }) {
      text(out, text);
    }
    member(out, METHOD, OBJECT, OBJECT_INIT, INIT, NOTHING_TYPE);
    member(out, FIELD, THIS, ACTION_FIELD, ACTION, ACTION_TYPE);
    member(out, INTERFACE_METHOD, RUNNABLE, RUN_METHOD, RUN, NOTHING_TYPE);
    shorts(out, FINAL_SUPER, THIS, OBJECT, 1, HANDLER);
    shorts(out, 1, PRIVATE_FINAL, ACTION, ACTION_TYPE, 0);
    shorts(out, 2);
    // aload_0, invokespecial, aload_0, aload_1, putfield, return
    int[] init = {0x2a, 0xb7, 0, OBJECT_INIT, 0x2a, 0x2b, 0xb5, 0, ACTION_FIELD, 0xb1};
    method(out, 0, INIT, INIT_TYPE, 2, init);
    // aload_0, getfield, invokeinterface, return
    int[] handle = {0x2a, 0xb4, 0, ACTION_FIELD, 0xb9, 0, RUN_METHOD, 1, 0, 0xb1};
    method(out, PUBLIC, HANDLE, HANDLE_TYPE, 1, handle);
    shorts(out, 0);
    return bytes.toByteArray();
  }

  private static void shorts(DataOutputStream out, int... values) throws IOException {
    for (int value : values) {
      out.writeShort(value);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    out.writeByte(UTF8);
    out.writeUTF(text);
  }

  /** Two constants: the name, and at {@code index} the class. */
  private static void type(DataOutputStream out, String name, int index) throws IOException {
    text(out, name);
    out.writeByte(CLASS);
    shorts(out, index - 1);
  }

  /** Two constants: name and type, and at {@code index} the member. */
  private static void member(
      DataOutputStream out, int kind, int owner, int index, int name, int type) throws IOException {
    out.writeByte(NAME_AND_TYPE);
    shorts(out, name, type);
    out.writeByte(kind);
    shorts(out, owner, index - 1);
  }

  private static void method(
      DataOutputStream out, int access, int name, int type, int stack, int[] code)
      throws IOException {
    shorts(out, access, name, type, 1, CODE);
    out.writeInt(12 + code.length);
    shorts(out, stack, 2);
    out.writeInt(code.length);
    for (int each : code) {
      out.writeByte(each);
    }
    shorts(out, 0, 0);
  }
}
