package dev.zproc.processor.type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Says why a class cannot cross, and what to write instead. */
final class Reasons {

  /** A reason and its remedy. */
  record Reason(String reason, String remedy) {}

  private static final String TIED = "it is tied to this JVM";
  private static final String CODE = "it is code, and only data crosses";
  private static final List<String> OURS =
      List.of("dev.zproc.runtime", "dev.zproc.runtime.state", "dev.zproc.runtime.child");
  private static final String OPEN = "its type does not say what it holds";

  /** By the name of a class or of one of its supertypes; the first that fits. */
  private static final Map<String, Reason> KNOWN = known();

  private Reasons() {}

  private static Map<String, Reason> known() {
    Map<String, Reason> known = new LinkedHashMap<>();
    known.put("dev.zproc.runtime.state.Accessor", accessor());
    known.put(
        "dev.zproc.runtime.ZProc",
        new Reason(TIED, "Declare it as a parameter of its own: it is injected"));
    known.put(
        "dev.zproc.runtime.state.StateMap",
        new Reason("it belongs to a state", "Only a key of a @State interface can be a StateMap"));
    known.put(
        "dev.zproc.runtime.state.Key",
        new Reason(
            "a key belongs to a state in its process",
            "Pass its value, or take the state as a parameter"));
    known.put(
        "dev.zproc.runtime.Child",
        new Reason(
            "a child belongs to the process that started it",
            "Pass what it comes to, join(), or let it write that to a state"));
    known.put(
        "dev.zproc.runtime.Call",
        new Reason(
            "a call is started where it was made",
            "Pass its arguments, and take a ZProc as a parameter to make the call and start it"
                + " there"));
    known.put(
        "dev.zproc.runtime.SwarmTask",
        new Reason(
            "a task belongs to its swarm", "Pass its id(), and ask SwarmTask.of(zproc, id, type)"));
    known.put(
        "java.lang.Object", new Reason(OPEN, "Name the type: a record or a sealed interface"));
    for (String name :
        List.of(
            "java.util.concurrent.atomic.AtomicBoolean",
            "java.util.concurrent.atomic.AtomicInteger",
            "java.util.concurrent.atomic.AtomicLong",
            "java.util.concurrent.atomic.AtomicReference",
            "java.util.concurrent.atomic.LongAdder")) {
      known.put(
          name,
          new Reason(
              "it is shared by the threads of one JVM",
              "Pass its value, or make it a key of a state"));
    }
    for (String name : List.of("java.lang.Number", "java.lang.Comparable", "java.lang.Record")) {
      known.put(name, new Reason(OPEN, "Name the class itself"));
    }
    known.put("java.lang.CharSequence", new Reason(OPEN, "Write String"));
    known.put("java.lang.Class", new Reason(TIED, "Pass its name, or an enum"));
    known.put("java.lang.Throwable", new Reason(TIED, "Throw it, or pass its message"));
    known.put(
        "java.io.File", new Reason("it is no value type of zproc", "Write java.nio.file.Path"));
    known.put("java.net.URL", new Reason("it is no value type of zproc", "Write java.net.URI"));
    for (String name : List.of("java.util.Date", "java.util.Calendar")) {
      known.put(name, new Reason("it can be changed", "Write java.time.Instant"));
    }
    for (String name : List.of("java.io.InputStream", "java.io.OutputStream")) {
      known.put(name, new Reason(TIED, "Pass a path or a byte[] instead"));
    }
    for (String name : List.of("java.io.Reader", "java.io.Writer", "java.nio.channels.Channel")) {
      known.put(name, new Reason(TIED, "Pass a path or a String instead"));
    }
    known.put("java.util.Iterator", new Reason(TIED, "Pass a List instead"));
    known.put("java.util.stream.BaseStream", new Reason(TIED, "Pass a List instead"));
    for (String name :
        List.of(
            "java.lang.Thread",
            "java.lang.ThreadGroup",
            "java.lang.ThreadLocal",
            "java.lang.ClassLoader",
            "java.lang.Process",
            "java.util.concurrent.Executor",
            "java.util.concurrent.Future",
            "java.util.concurrent.locks.Lock",
            "java.lang.AutoCloseable")) {
      known.put(name, new Reason(TIED, "Create it in the child process instead"));
    }
    known.put(
        "java.util.regex.Pattern",
        new Reason("equal patterns are not equal to each other", "Pass its text"));
    for (String[] optional :
        new String[][] {{"Int", "Integer"}, {"Long", "Long"}, {"Double", "Double"}}) {
      known.put(
          "java.util.Optional" + optional[0],
          new Reason("it is no value type of zproc", "Write Optional<" + optional[1] + ">"));
    }
    String only = "only List, Set, Map and Optional cross";
    for (String name : List.of("List", "Set", "Map")) {
      known.put("java.util." + name, new Reason(only, "Write " + name));
    }
    known.put("java.util.Queue", new Reason(only, "Write List"));
    known.put("java.lang.Iterable", new Reason(only, "Write List or Set"));
    return known;
  }

  /** Why an accessor cannot. */
  static Reason accessor() {
    return new Reason(
        "an accessor belongs to its process",
        "Declare it as a parameter of its own: it is injected");
  }

  /** Returns why {@code type}, which is neither record, enum nor sealed, cannot cross. */
  static Reason why(TypeElement type, Elements elements, Types types) {
    TypeMirror erased = types.erasure(type.asType());
    for (Map.Entry<String, Reason> entry : KNOWN.entrySet()) {
      TypeElement known = Visibility.find(elements, type, entry.getKey());
      if (known == null) {
        continue;
      }
      boolean exact = isOpen(entry.getKey());
      if (exact ? known.equals(type) : types.isSubtype(erased, types.erasure(known.asType()))) {
        return entry.getValue();
      }
    }
    boolean isState =
        type.getAnnotationMirrors().stream()
            .anyMatch(a -> a.getAnnotationType().toString().equals("dev.zproc.State"));
    if (isState) {
      return new Reason(
          "it is a state, which all processes have already",
          "Declare it as a parameter of its own, or write a record of what matters in it");
    }
    if (isOurs(type, elements)) {
      return new Reason(
          "it belongs to zproc in this process",
          "Pass the values that matter, and take a state or a ZProc as a parameter for the rest");
    }
    if (type.getKind() == ElementKind.INTERFACE) {
      return isFunctional(type, elements)
          ? new Reason(CODE, "Pass what it works on, and keep the code in the method")
          : new Reason(
              "anyone may implement it",
              "Make it sealed, with records that implement it, or name a serializer for it with"
                  + " @Serializers");
    }
    if (type.getQualifiedName().toString().startsWith("java.")) {
      return new Reason(
          "it is no value type of zproc",
          "Write a record of what matters in it, or name a serializer for it with @Serializers");
    }
    return SerializerUse.on(type).isEmpty()
        ? new Reason(
            "it is a class of its own making",
            "Make it a record, or name a serializer for it with @Serializers")
        : new Reason(
            "none of the serializers on it is for it",
            "Name one that implements 'Serializer<" + type.getSimpleName() + ", …>'");
  }

  /** Whether it is of zproc, and nobody's record, enum or sealed interface. */
  private static boolean isOurs(TypeElement type, Elements elements) {
    String name = elements.getPackageOf(type).getQualifiedName().toString();
    return OURS.contains(name);
  }

  /** Supertypes of nearly everything, which explain nothing about their subtypes. */
  private static boolean isOpen(String name) {
    return name.equals("java.lang.Object") || name.equals("java.lang.Comparable");
  }

  private static boolean isFunctional(TypeElement type, Elements elements) {
    return elements.getPackageOf(type).getQualifiedName().contentEquals("java.util.function")
        || type.getQualifiedName().contentEquals("java.lang.Runnable")
        || type.getQualifiedName().contentEquals("java.util.concurrent.Callable")
        || type.getAnnotationMirrors().stream()
            .anyMatch(
                a -> a.getAnnotationType().toString().equals("java.lang.FunctionalInterface"));
  }
}
