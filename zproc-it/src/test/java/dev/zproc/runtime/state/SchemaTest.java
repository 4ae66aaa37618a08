package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.SchemaMismatchException;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import dev.zproc.runtime.spi.KeySpec;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SchemaTest extends StateTestBase {

  /** A schema made up on the spot; its snapshots are of no use. */
  private static final class Made extends StateSchema<Object> {
    private final Object initial;
    private final AtomicInteger evaluated = new AtomicInteger();

    Made(Object initial, KeySpec... keys) {
      super(Object.class, "made", keys);
      this.initial = initial;
    }

    @Override
    public Object snapshot(StateView view) {
      return view;
    }

    @Override
    public Object initial(int key) {
      evaluated.incrementAndGet();
      return initial;
    }
  }

  private StateSpace<Object> open(StateSchema<Object> schema) {
    return StateSpace.open(
        StateSpace.namespaces(store.newSession()), schema, schema.namespace(), 0);
  }

  @Test
  void initialValuesAreEvaluatedOnceAndAreTheSameForAll() {
    Made first = new Made(7, KeySpec.initial("n", ValueTypes.INT));
    Made second = new Made(8, KeySpec.initial("n", ValueTypes.INT));
    assertThat(open(first).intCell(0).get()).isEqualTo(7);
    assertThat(open(second).intCell(0).get()).isEqualTo(7);
    assertThat(second.evaluated).hasValue(0);
    assertThat(open(second).intCell(0).add(1)).isEqualTo(8);
  }

  @Test
  void whereZprocKeepsItsOwnNobodyElseHasANamespace() {
    for (String reserved : List.of("zproc.sessions", "zproc.tasks", "zproc.background")) {
      assertThatThrownBy(() -> bakery.namespace(reserved))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + reserved + "' is reserved for zproc itself");
    }
    bakery.namespace("zproc.shop").cookies().set(1);
    assertThat(other.namespace("zproc.shop").cookies().get()).isEqualTo(1);
  }

  @Test
  void laterKeysAreAdded() {
    open(new Made(7, KeySpec.initial("n", ValueTypes.INT)));
    Made both =
        new Made(
            "hello",
            KeySpec.initial("text", ValueTypes.STRING),
            KeySpec.initial("n", ValueTypes.INT));
    StateSpace<Object> space = open(both);
    assertThat(space.<String>cell(0).get()).isEqualTo("hello");
    assertThat(space.intCell(1).get()).isEqualTo(7);
    assertThat(both.evaluated).hasValue(1);
  }

  @Test
  void twoOpenersAtOnceAgree() throws Exception {
    for (int i = 0; i < 20; i++) {
      String namespace = "made" + i;
      Future<Integer> one = inThread(() -> openAs(namespace, 1));
      Future<Integer> two = inThread(() -> openAs(namespace, 2));
      assertThat(get(one)).isEqualTo(get(two));
    }
  }

  private int openAs(String namespace, int initial) {
    Made made = new Made(initial, KeySpec.initial("n", ValueTypes.INT));
    return StateSpace.open(StateSpace.namespaces(store.newSession()), made, namespace, 0)
        .intCell(0)
        .get();
  }

  @Test
  void anotherTypeIsRefusedAndBothAreNamed() {
    open(new Made(0, KeySpec.zero("n", ValueTypes.INT)));
    assertThatThrownBy(() -> open(new Made(0, KeySpec.zero("n", ValueTypes.LONG))))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("key 'n' of namespace 'made' is int")
        .hasMessageContaining("declares it as long");
    assertThatThrownBy(() -> open(new Made(0, KeySpec.nullable("n", ValueTypes.INT))))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("@Nullable java.lang.Integer");
    assertThatThrownBy(() -> open(new Made(0, KeySpec.map("n", ValueTypes.STRING, ValueTypes.INT))))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("a map from java.lang.String to java.lang.Integer");
  }

  private record Cake(int layers) {}

  private static ValueType<Cake> cake(String closure) {
    return ValueTypes.structured(Cake.class, closure, new NoCakeSerializer());
  }

  private static final class NoCakeSerializer extends Serializer<Cake> {
    @Override
    public void write(Kryo kryo, Output output, Cake value) {
      throw new IllegalStateException("no cake crosses here");
    }

    @Override
    public Cake read(Kryo kryo, Input input, Class<? extends Cake> type) {
      throw new IllegalStateException("no cake crosses here");
    }
  }

  @Test
  void whatDiffersDeepInsideAKeyIsNamed() {
    ValueType<Cake> one = cake("a.Cake(layers:int,top:a.Top);a.Top(name:java.lang.String)");
    ValueType<Cake> two = cake("a.Cake(layers:int,top:a.Top);a.Top(name:int)");
    open(new Made(0, KeySpec.map("cakes", ValueTypes.STRING, ValueTypes.list(one))));

    assertThatThrownBy(
            () -> open(new Made(0, KeySpec.map("cakes", ValueTypes.STRING, ValueTypes.list(two)))))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining(
            "key 'cakes' of namespace 'made' is a map from java.lang.String to java.util.List<"
                + Cake.class.getName()
                + "> there and here, but of other parts: in the state a.Top(name:java.lang.String), in ")
        .hasMessageContaining(" a.Top(name:int); use another namespace, or the same declaration");
  }

  @Test
  void namespacesAreApart() {
    BakeryState elsewhere = Bakeries.of(here, "elsewhere");
    elsewhere.cookies().set(5);
    elsewhere.orders().clear();
    assertThat(bakery.cookies().get()).isZero();
    bakery.cookies().set(6);
    elsewhere.clear();
    assertThat(bakery.cookies().get()).isEqualTo(6);
    assertThat(elsewhere.cookies().exists()).isFalse();
    assertThat(elsewhere.price().get()).isEqualTo(3);
    assertThat(elsewhere.meta().namespace()).isEqualTo("elsewhere");
    assertThat(elsewhere.meta().keys()).startsWith("cookies", "price").contains("orders");
  }

  @Test
  void aDefaultMethodThatGivesNullIsRefused() {
    assertThatThrownBy(() -> open(new Made(null, KeySpec.initial("n", ValueTypes.INT))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("default method of key 'n'");
  }

  @Test
  void aForeignValueIsNamed() {
    here.commit(
            Commit.of(new Operation.Put(Keys.key("bakery", "cookies"), Scalar.of("not a number"))))
        .join();
    assertThatThrownBy(() -> bakery.cookies().get())
        .isInstanceOf(BadValueException.class)
        .hasMessage("bakery.cookies at revision 3: expected int but found java.lang.String");
  }

  @Test
  void aDamagedRecordIsABadValueAndNothingElse() {
    Bytes whole = SchemaRecord.empty().with(BakeryState.SCHEMA, "x").encode();
    assertThat(SchemaRecord.decode(whole, "x").encode()).isEqualTo(whole);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = whole.shared().clone();
      int flips = 1 + random.nextInt(3);
      for (int k = 0; k < flips; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        SchemaRecord.decode(Bytes.wrap(bytes), "x");
      } catch (BadValueException e) {
        // the one permitted
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
