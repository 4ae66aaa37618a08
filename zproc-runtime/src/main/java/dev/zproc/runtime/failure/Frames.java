package dev.zproc.runtime.failure;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells frames of a user's program from those of zproc and of the JDK. A class is zproc's if it has
 * come with this one, whatever its name is; where that cannot be told, it is taken for the user's.
 */
final class Frames {

  private static final StackTraceElement[] NONE = {};

  /** How the names of our packages begin. */
  private static final String OURS =
      Frames.class
          .getPackageName()
          .substring(0, Frames.class.getPackageName().lastIndexOf('.') + 1);

  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  /** How the names of our threads begin. */
  private static final String OUR_THREADS = "zproc";

  private Frames() {}

  /**
   * What is shown of the stack of an exception that this thread makes: it begins with what the user
   * has called of zproc's public classes, or with the user's own frame. There is nothing to show in
   * a thread of ours in which no frame is the user's.
   */
  static StackTraceElement[] shown(StackTraceElement[] all) {
    int hidden = 0;
    for (int i = 0; i < all.length; i++) {
      String name = all[i].getClassName();
      Class<?> ours = ours(name);
      if (ours != null && isHidden(ours)) {
        hidden = i + 1;
      } else if (ours != null || !isOfJdk(name)) {
        break;
      }
    }
    if (Thread.currentThread().getName().startsWith(OUR_THREADS)
        && Arrays.stream(all, hidden, all.length).noneMatch(Frames::isOfUser)) {
      return NONE;
    }
    return hidden == 0 ? all : Arrays.copyOfRange(all, hidden, all.length);
  }

  /** The frames from the user's that has called zproc downwards; the JDK's, if there is none. */
  static List<StackTraceElement> ofCaller(StackTraceElement[] all) {
    List<StackTraceElement> below = Arrays.stream(all).dropWhile(f -> !isOfUser(f)).toList();
    return below.isEmpty()
        ? Arrays.stream(all).dropWhile(frame -> ours(frame.getClassName()) != null).toList()
        : below;
  }

  private static boolean isOfUser(StackTraceElement frame) {
    String name = frame.getClassName();
    return !isOfJdk(name) && ours(name) == null;
  }

  /** Whether the class of that name belongs to the JDK. */
  static boolean isOfJdk(String name) {
    return JDK.stream().anyMatch(name::startsWith);
  }

  /** Whether a user cannot know this class of ours. */
  private static boolean isHidden(Class<?> type) {
    return type.getName().startsWith(OURS + "internal.") || !Modifier.isPublic(type.getModifiers());
  }

  /** The class of that name if it is one of ours; null if not. */
  private static @Nullable Class<?> ours(String name) {
    if (!name.startsWith(OURS)) {
      return null;
    }
    try {
      Class<?> type = Class.forName(name, false, Frames.class.getClassLoader());
      return type.getProtectionDomain() == Frames.class.getProtectionDomain() ? type : null;
    } catch (ClassNotFoundException | LinkageError | SecurityException e) {
      return null;
    }
  }
}
