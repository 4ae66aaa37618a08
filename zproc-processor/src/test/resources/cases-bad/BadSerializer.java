import dev.zproc.ChildProcess;
import dev.zproc.Serializer;
import dev.zproc.Serializers;
import dev.zproc.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class Kitchen {
  KitchenLauncher launcher;
  Kitchen_BakeryState state;

  static class Pojo {}

  static class Box<T> {}

  abstract static class Base<T> implements Serializer<T, String> {
    @Override
    public String serialize(T value) {
      return "";
    }

    @Override
    public T deserialize(String form) {
      throw new IllegalStateException();
    }
  }

  private static final class Hidden extends Base<Pojo> {}

  @Serializers(Hidden.class) // error: [ZProc/BadSerializer] 'Kitchen.Hidden' cannot be used as a serializer: it is private, or inside a private class. Make it package-private or wider.
  record WithHidden(Pojo pojo, Pojo again) {}

  @Serializers(Base.class) // error: [ZProc/BadSerializer] 'Kitchen.Base' cannot be used as a serializer: it cannot be created with 'new'. Name a class that is concrete.
  record WithAbstract(Pojo pojo) {}

  final class Inner extends Base<Pojo> {}

  @Serializers(Inner.class) // error: [ZProc/BadSerializer] 'Kitchen.Inner' cannot be used as a serializer: it is an inner class. Make it static.
  record WithInner(Pojo pojo) {}

  static final class Generic<T> extends Base<T> {}

  @Serializers(Generic.class) // error: [ZProc/BadSerializer] 'Kitchen.Generic' cannot be used as a serializer: it has type parameters, whose values nobody knows. Name a class without.
  record WithGeneric(Pojo pojo) {}

  static final class Built extends Base<Pojo> {
    Built(int size) {}
  }

  @Serializers(Built.class) // error: [ZProc/BadSerializer] 'Kitchen.Built' cannot be used as a serializer: it has no constructor without parameters that generated code can call. Add one.
  record WithBuilt(Pojo pojo) {}

  static final class Opened extends Base<Pojo> {
    Opened() throws IllegalStateException, InterruptedException {}
  }

  @Serializers(Opened.class) // error: [ZProc/BadSerializer] 'Kitchen.Opened' cannot be used as a serializer: its constructor declares 'InterruptedException', which nobody would catch. Catch it in there.
  record WithOpened(Pojo pojo) {}

  static final class Unchecked extends Base<Spoon> {
    Unchecked() throws IllegalStateException {}
  }

  static class Spoon {}

  static class Fork {}

  static final class First extends Base<Fork> {}

  static final class Second extends Base<Fork> {}

  @Serializers({
    First.class,
    Unchecked.class,
    Second.class // error: [ZProc/BadSerializer] 'Kitchen.Second' cannot be used as a serializer: 'Kitchen.First' before it is for 'Kitchen.Fork', too. Remove one of them.
  })
  record WithRivals(Fork fork, Spoon spoon) {}

  @Serializers({First.class, Unchecked.class})
  record WithoutRivals(Fork fork, Spoon spoon) {}

  @SuppressWarnings("rawtypes")
  static final class Raw extends Base {}

  @Serializers(Raw.class) // error: [ZProc/BadSerializer] 'Kitchen.Raw' cannot be used as a serializer: it does not say what it is for. Write its type arguments, as in 'implements Serializer<Money, String>'.
  record WithRaw(Pojo pojo) {}

  static final class OfText extends Base<String> {}

  @Serializers(OfText.class) // error: [ZProc/BadSerializer] 'Kitchen.OfText' cannot be used as a serializer: 'String' crosses by itself. Remove it.
  record WithText(int pojo) {}

  static final class OfArray extends Base<Pojo[]> {}

  @Serializers(OfArray.class) // error: [ZProc/BadSerializer] 'Kitchen.OfArray' cannot be used as a serializer: it is for 'Kitchen.Pojo[]', which is no class. Name a class instead.
  record WithArray(int pojo) {}

  static final class OfBox extends Base<Box<String>> {}

  @Serializers(OfBox.class) // error: [ZProc/BadSerializer] 'Kitchen.OfBox' cannot be used as a serializer: it is for 'Kitchen.Box<String>', and only classes without type arguments have one. Write a class of your own around it.
  record WithBox(Box<String> box) {}

  static final class One extends Base<Pojo> {}

  static final class Two extends Base<Pojo> {}

  @Serializers(One.class)
  record WithOne(Pojo pojo) {}

  @Serializers(Two.class) // error: [ZProc/BadSerializer] 'Kitchen.Two' cannot be used as a serializer: 'Kitchen.Pojo' has the serializer 'One' elsewhere in what crosses here. Use one for both.
  record WithTwo(Pojo pojo) {}

  @Serializers(One.class)
  static final class Other {}

  static class Cook {}

  static final class ToThread implements Serializer<Cook, List<Thread>> {
    @Override
    public List<Thread> serialize(Cook value) {
      return List.of();
    }

    @Override
    public Cook deserialize(List<Thread> form) {
      return new Cook();
    }
  }

  @Serializers(ToThread.class)
  record WithThread(Cook cook) {}

  static final class Same implements Serializer<Pojo, Pojo> {
    @Override
    public Pojo serialize(Pojo value) {
      return value;
    }

    @Override
    public Pojo deserialize(Pojo form) {
      return form;
    }
  }

  @Serializers(Same.class) // error: [ZProc/BadSerializer] 'Kitchen.Same' cannot be used as a serializer: it turns a value into the same again. Let its form be another type.
  record WithSame(Pojo pojo) {}

  @State
  interface Bakery {
    @Nullable Other other(); // error: [ZProc/NotTransferable] 'Kitchen.Other other()' cannot be sent to another process: none of the serializers on it is for it. Name one that implements 'Serializer<Other, …>'.

    @Nullable WithSame same();

    @Nullable WithThread thread(); // error: [ZProc/NotTransferable] 'Kitchen.WithThread.cook(ToThread)[]: Thread' cannot be sent to another process: it is tied to this JVM.
  }

  @ChildProcess
  static void bake(
      WithHidden hidden,
      WithHidden again,
      WithAbstract abstrakt,
      WithInner inner,
      WithGeneric generic,
      WithBuilt built,
      WithOpened opened,
      WithRivals rivals,
      WithoutRivals noRivals,
      WithRaw raw,
      WithText text,
      WithArray array,
      WithBox box,
      WithOne one,
      WithTwo two) {}
}
