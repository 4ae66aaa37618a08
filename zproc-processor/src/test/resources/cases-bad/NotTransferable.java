import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.Swarm;
import dev.zproc.runtime.SwarmTask;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.state.Change;
import dev.zproc.runtime.state.IntCell;
import dev.zproc.runtime.state.StateMap;
import java.io.File;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class Kitchen {
  KitchenLauncher launcher;
  Kitchen_BakeryState state;

  static class Pojo {}

  record Item(InputStream price) {}

  record Order(String name, List<Item> items) {}

  record Basket(InputStream in) {}

  record Tally(AtomicInteger hits) {}

  record Job(int id, long wait) {}

  record Named<T>(T clone) {}

  record Box<T>(T content) {}

  record Nest<T>(Nest<List<T>> nest) {}

  sealed interface Topping {}

  record Sugar(int grams) implements Topping {}

  record Sauce(Thread cook) implements Topping {}

  sealed interface Open {}

  non-sealed interface Wide extends Open {}

  sealed interface Classy {}

  static final class Classic implements Classy {}

  sealed interface Any<T> {}

  record Two<T, U>(T first, U second) implements Any<T> {}

  sealed static class Concrete {}

  static final class Sub extends Concrete {}

  interface Free {}

  @FunctionalInterface
  interface Baker {
    void bake();
  }

  @State
  interface Bakery {
    @Nullable Order last(); // error: [ZProc/NotTransferable] 'Kitchen.Order.items[].price: InputStream' cannot be sent to another process: it is tied to this JVM. Pass a path or a byte[] instead.

    AtomicInteger count(); // error: [ZProc/NotTransferable] 'java.util.concurrent.atomic.AtomicInteger count()' cannot be sent to another process: it is shared by the threads of one JVM. Write 'int count();'.

    AtomicLong total(); // error: [ZProc/NotTransferable] 'java.util.concurrent.atomic.AtomicLong total()' cannot be sent to another process: it is shared by the threads of one JVM. Write 'long total();'.

    AtomicBoolean open(); // error: [ZProc/NotTransferable] 'java.util.concurrent.atomic.AtomicBoolean open()' cannot be sent to another process: it is shared by the threads of one JVM. Write 'boolean open();'.

    AtomicReference<String> motto(); // error: [ZProc/NotTransferable] 'java.util.concurrent.atomic.AtomicReference<String> motto()' cannot be sent to another process: it is shared by the threads of one JVM. Write '@Nullable String motto();'.

    default AtomicInteger low() { // error: [ZProc/NotTransferable] 'java.util.concurrent.atomic.AtomicInteger low()' cannot be sent to another process: it is shared by the threads of one JVM. Write 'default int low() { … }'.
      return new AtomicInteger(5);
    }

    StateMap<String, AtomicLong> sales(); // error: [ZProc/NotTransferable] 'sales[value]: java.util.concurrent.atomic.AtomicLong' cannot be sent to another process: it is shared by the threads of one JVM. Write Long.

    @Nullable Tally tally(); // error: [ZProc/NotTransferable] 'Kitchen.Tally.hits: java.util.concurrent.atomic.AtomicInteger' cannot be sent to another process: it is shared by the threads of one JVM. Write int.

    @Nullable Job job(); // error: [ZProc/NotTransferable] 'Kitchen.Job.wait: long' cannot be sent to another process: Java allows no record component with this name. Choose another one.

    StateMap map(); // error: [ZProc/NotTransferable] 'StateMap map()' cannot be sent to another process: it is a raw type

    StateMap<String, Thread> threads(); // error: [ZProc/NotTransferable] 'threads[value]: Thread' cannot be sent to another process: it is tied to this JVM. Create it in the child process instead.

    StateMap<Thread, String> byThread(); // error: [ZProc/NotTransferable] 'byThread[key]: Thread' cannot be sent to another process: it is tied to this JVM. Create it in the child process instead.

    StateMap<String, Basket> baskets(); // error: [ZProc/NotTransferable] 'baskets[value].in: InputStream' cannot be sent to another process: it is tied to this JVM. Pass a path or a byte[] instead.

    List<StateMap<String, String>> maps(); // error: [ZProc/NotTransferable] 'maps[]: StateMap<String, String>' cannot be sent to another process: it belongs to a state.
  }

  @ChildProcess
  @WaitFor("job.id > 1 && job.wait > 1")
  static void work(Kitchen_BakeryState state) {}

  @ChildProcess
  static Stream<String> parse( // error: [ZProc/NotTransferable] 'Stream<String> parse()' cannot be sent to another process: it is tied to this JVM. Pass a List instead.
      InputStream in, // error: [ZProc/NotTransferable] 'InputStream in' cannot be sent to another process: it is tied to this JVM. Pass a path or a byte[] instead.
      Object any, // error: [ZProc/NotTransferable] 'Object any' cannot be sent to another process: its type does not say what it holds.
      Pojo pojo, // error: [ZProc/NotTransferable] 'Kitchen.Pojo pojo' cannot be sent to another process: it is a class of its own making. Make it a record, or name a serializer for it with @Serializers.
      Job job, // error: [ZProc/NotTransferable] 'Kitchen.Job.wait: long' cannot be sent to another process: Java allows no record component with this name. Choose another one.
      Named<String> named, // error: [ZProc/NotTransferable] 'Kitchen.Named.clone: T' cannot be sent to another process: Java allows no record component with this name. Choose another one.
      Order order, // error: [ZProc/NotTransferable] 'Kitchen.Order.items[].price: InputStream' cannot be sent
      List<?> wild, // error: [ZProc/NotTransferable] 'wild[]: ?' cannot be sent to another process: a wildcard does not say what it holds. Name the type.
      List raw, // error: [ZProc/NotTransferable] 'List raw' cannot be sent to another process: it is a raw type
      Box rawBox, // error: [ZProc/NotTransferable] 'Kitchen.Box rawBox' cannot be sent to another process: it is a raw type
      Box<Class<String>> type, // error: [ZProc/NotTransferable] 'Kitchen.Box.content: Class<String>' cannot be sent to another process: it is tied to this JVM. Pass its name, or an enum.
      Nest<String> nest, // error: [ZProc/NotTransferable] 'Kitchen.Nest.nest.nest
      Function<String, String> code, // error: [ZProc/NotTransferable] 'Function<String, String> code' cannot be sent to another process: it is code, and only data crosses.
      Baker baker, // error: [ZProc/NotTransferable] 'Kitchen.Baker baker' cannot be sent to another process: it is code, and only data crosses.
      Free free, // error: [ZProc/NotTransferable] 'Kitchen.Free free' cannot be sent to another process: anyone may implement it. Make it sealed
      Topping topping, // error: [ZProc/NotTransferable] 'Kitchen.Topping(Sauce).cook: Thread' cannot be sent to another process: it is tied to this JVM. Create it in the child process instead.
      Open open, // error: [ZProc/NotTransferable] 'Kitchen.Open(Wide): Kitchen.Wide' cannot be sent to another process: it is non-sealed
      Classy classy, // error: [ZProc/NotTransferable] 'Kitchen.Classy(Classic): Kitchen.Classic' cannot be sent to another process: it is a class of its own making. Make it a record, or name a serializer for it with @Serializers.
      Any<String> undetermined, // error: [ZProc/NotTransferable] 'Kitchen.Any(Two): Kitchen.Two<T, U>' cannot be sent to another process: 'Kitchen.Any<String>' does not determine its type arguments.
      Concrete concrete, // error: [ZProc/NotTransferable] 'Kitchen.Concrete
      ArrayList<String> list, // error: [ZProc/NotTransferable] 'ArrayList<String> list' cannot be sent to another process: only List, Set, Map and Optional cross. Write List.
      LinkedList<String> linked, // error: [ZProc/NotTransferable] 'LinkedList<String> linked' cannot be sent to another process: only List, Set, Map and Optional cross. Write List.
      HashSet<String> set, // error: [ZProc/NotTransferable] 'HashSet<String> set' cannot be sent to another process: only List, Set, Map and Optional cross. Write Set.
      TreeMap<String, String> tree, // error: [ZProc/NotTransferable] 'TreeMap<String, String> tree' cannot be sent to another process: only List, Set, Map and Optional cross. Write Map.
      ArrayDeque<String> deque, // error: [ZProc/NotTransferable] 'ArrayDeque<String> deque' cannot be sent to another process: only List, Set, Map and Optional cross. Write List.
      HashMap<String, String> map, // error: [ZProc/NotTransferable] 'HashMap<String, String> map' cannot be sent to another process: only List, Set, Map and Optional cross. Write Map.
      Collection<String> collection, // error: [ZProc/NotTransferable] 'Collection<String> collection' cannot be sent to another process: only List, Set, Map and Optional cross. Write List or Set.
      Map<String, Optional<Date>> dates, // error: [ZProc/NotTransferable] 'dates[value][]: Date' cannot be sent to another process: it can be changed. Write java.time.Instant.
      Map<Thread, String> byCook, // error: [ZProc/NotTransferable] 'byCook[key]: Thread' cannot be sent to another process: it is tied to this JVM. Create it in the child process instead.
      Map<String, Thread> cooks, // error: [ZProc/NotTransferable] 'cooks[value]: Thread' cannot be sent to another process: it is tied to this JVM. Create it in the child process instead.
      File[] files, // error: [ZProc/NotTransferable] 'files[]: File' cannot be sent to another process: it is no value type of zproc. Write java.nio.file.Path.
      Pattern pattern, // error: [ZProc/NotTransferable] 'java.util.regex.Pattern pattern' cannot be sent to another process: equal patterns are not equal to each other. Pass its text.
      AtomicLong counter, // error: [ZProc/NotTransferable] 'java.util.concurrent.atomic.AtomicLong counter' cannot be sent to another process: it is shared by the threads of one JVM. Pass its value, or make it a key of a state.
      OptionalInt perhaps, // error: [ZProc/NotTransferable] 'OptionalInt perhaps' cannot be sent to another process: it is no value type of zproc. Write Optional<Integer>.
      EnumMap<Thread.State, String> byState, // error: [ZProc/NotTransferable] 'EnumMap<Thread.State, String> byState' cannot be sent to another process: only List, Set, Map and Optional cross. Write Map.
      EnumSet<Thread.State> states, // error: [ZProc/NotTransferable] 'EnumSet<Thread.State> states' cannot be sent to another process: only List, Set, Map and Optional cross. Write Set.
      BitSet bits, // error: [ZProc/NotTransferable] 'BitSet bits' cannot be sent to another process: it is no value type of zproc. Write a record of what matters in it, or name a serializer for it with @Serializers.
      Number number, // error: [ZProc/NotTransferable] 'Number number' cannot be sent
      CharSequence text, // error: [ZProc/NotTransferable] 'CharSequence text' cannot be sent to another process: its type does not say what it holds. Write String.
      Exception exception, // error: [ZProc/NotTransferable] 'Exception exception' cannot be sent to another process: it is tied to this JVM. Throw it, or pass its message.
      ExecutorService executor, // error: [ZProc/NotTransferable] 'ExecutorService executor' cannot be sent
      Optional<Bakery> bakeries, // error: [ZProc/NotTransferable] 'bakeries[]: Kitchen.Bakery' cannot be sent to another process: it is a state, which all processes have already. Declare it as a parameter of its own, or write a record of what matters in it.
      Optional<Kitchen_BakeryState> accessors, // error: [ZProc/NotTransferable] 'accessors[]: Kitchen_BakeryState' cannot be sent to another process: an accessor belongs to its process.
      Child<Integer> child, // error: [ZProc/NotTransferable] 'Child<Integer> child' cannot be sent to another process: a child belongs to the process that started it. Pass what it comes to, join(), or let it write that to a state.
      Call<String> call, // error: [ZProc/NotTransferable] 'Call<String> call' cannot be sent to another process: a call is started where it was made. Pass its arguments, and take a ZProc as a parameter to make the call and start it there.
      SwarmTask<String> task, // error: [ZProc/NotTransferable] 'SwarmTask<String> task' cannot be sent to another process: a task belongs to its swarm. Pass its id(), and ask SwarmTask.of(zproc, id, type).
      Swarm swarm, // error: [ZProc/NotTransferable] 'Swarm swarm' cannot be sent to another process: it is tied to this JVM. Create it in the child process instead.
      IntCell cell, // error: [ZProc/NotTransferable] 'IntCell cell' cannot be sent to another process: a key belongs to a state in its process. Pass its value, or take the state as a parameter.
      Change<String> change, // error: [ZProc/NotTransferable] 'Change<String> change' cannot be sent to another process: it belongs to zproc in this process. Pass the values that matter, and take a state or a ZProc as a parameter for the rest.
      Optional<ZProc> zproc, // error: [ZProc/NotTransferable] 'zproc[]: ZProc' cannot be sent to another process: it is tied to this JVM. Declare it as a parameter of its own: it is injected.
      ZProc injected) {
    return Stream.of();
  }
}
