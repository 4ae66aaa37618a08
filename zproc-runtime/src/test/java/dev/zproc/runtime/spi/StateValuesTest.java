package dev.zproc.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateValuesTest {

  private static final Schema SCHEMA = new Schema("weather");
  private static final Schema OTHER = new Schema("weather");

  /** As the processor writes them. */
  interface Weather {
    double warmth();

    default String sky() {
      return "clear, at " + warmth();
    }

    default int[] winds() {
      return new int[] {3, 4};
    }
  }

  private static final class Schema extends StateSchema<Weather> {
    Schema(String namespace) {
      super(
          Weather.class,
          namespace,
          KeySpec.zero("warmth", ValueTypes.DOUBLE),
          KeySpec.initial("sky", ValueTypes.STRING),
          KeySpec.initial("winds", ValueTypes.array(int[].class, ValueTypes.INT)));
    }

    @Override
    public Weather snapshot(StateView view) {
      return new Snapshot(this, view);
    }
  }

  private static final class Snapshot extends StateValues implements Weather {
    private final StateView view;

    Snapshot(StateSchema<?> schema, StateView view) {
      super(schema, view);
      this.view = view;
    }

    @Override
    public double warmth() {
      return view.getDouble(0);
    }

    @Override
    public String sky() {
      return view.<String>get(1);
    }

    @Override
    public int[] winds() {
      return view.<int[]>get(2);
    }

    @Override
    protected @Nullable Object initial(StateSchema<?> schema, int index) {
      return switch (index) {
        case 1 -> Weather.super.sky();
        case 2 -> Weather.super.winds();
        default -> super.initial(schema, index);
      };
    }
  }

  private static class View implements StateView {
    private final Object[] values;

    View(Object... values) {
      this.values = values;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    @Override
    public <T> T get(int key) {
      return (T) values[key];
    }
  }

  private static final class Draft extends View implements DraftView {
    Draft(Object... values) {
      super(values);
    }

    @Override
    public void set(int key, @Nullable Object value) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void snapshotsOfOneStateAreEqualByValue() {
    Weather one = SCHEMA.snapshot(new View(Double.NaN, "grey", new int[] {1, 2}));
    Weather same = SCHEMA.snapshot(new View(Double.NaN, "grey", new int[] {1, 2}));

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one).isNotEqualTo(SCHEMA.snapshot(new View(Double.NaN, "grey", new int[] {1})));
    assertThat(one).isNotEqualTo(SCHEMA.snapshot(new View(Double.NaN, null, new int[] {1, 2})));
    assertThat(one).isNotEqualTo(SCHEMA.snapshot(new View(-0.0, "grey", new int[] {1, 2})));
    assertThat(one).isNotEqualTo(OTHER.snapshot(new View(Double.NaN, "grey", new int[] {1, 2})));
    assertThat(SCHEMA.snapshot(new View(0.0, "", null)))
        .isNotEqualTo(SCHEMA.snapshot(new View(-0.0, "", null)));
  }

  @Test
  void showsEachKeyWithItsValue() {
    assertThat(SCHEMA.snapshot(new View(1.5, null, new int[] {1, 2})))
        .hasToString("Weather[warmth=1.5, sky=null, winds=[1, 2]]");
  }

  @Test
  void aDraftIsNotReadByLookingAtIt() {
    Weather draft = SCHEMA.snapshot(new Draft());

    assertThat(draft).hasToString("Weather[draft]").isEqualTo(draft);
    assertThat(draft).isNotEqualTo(SCHEMA.snapshot(new Draft()));
    assertThat(draft).hasSameHashCodeAs(draft);
  }

  @Test
  void runsADefaultMethod() {
    assertThat(SCHEMA.initial(2)).isEqualTo(new int[] {3, 4});
  }

  @Test
  void keepsADefaultMethodFromOtherKeys() {
    assertThatThrownBy(() -> SCHEMA.initial(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The initial value of 'sky' cannot depend on the key 'warmth'. Write the value itself"
                + " into the default method.");
    assertThatThrownBy(() -> SCHEMA.initial(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'warmth' has no default method");
  }
}
