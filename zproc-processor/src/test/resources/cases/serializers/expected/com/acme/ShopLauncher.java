package com.acme;

import com.acme.foreign.Matrix;
import com.acme.foreign.MatrixSerializer;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * Typed calls of the child processes of {@link Shop}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class ShopLauncher {
  private ShopLauncher() {
  }

  /**
   * A call of {@link Shop#pay}.
   */
  public static Call<Money> pay(Money price, Map<Money, Matrix[]> loads) {
    return Call.of(Shop_PayMain.ENTRY, price, loads);
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<Money> MONEY = ValueTypes.serialized(
        Money.class,
        "com.acme.Money=java.lang.Long@com.acme.Money$Cents",
        Money.Cents::new,
        () -> ValueTypes.LONG);

    static final ValueType<MatrixSerializer.Form> FORM = ValueTypes.structured(
        MatrixSerializer.Form.class,
        "com.acme.foreign.MatrixSerializer$Form(cells:double[])",
        new FormSerializer());

    static final ValueType<Matrix> MATRIX = ValueTypes.serialized(
        Matrix.class,
        "com.acme.foreign.Matrix=com.acme.foreign.MatrixSerializer$Form@com.acme.foreign.MatrixSerializer;"
            + "com.acme.foreign.MatrixSerializer$Form(cells:double[])",
        MatrixSerializer::new,
        () -> Types.FORM);

    static final ValueType<double[]> DOUBLE_ARRAY = ValueTypes.array(
        double[].class,
        ValueTypes.DOUBLE);

    static final ValueType<Matrix[]> MATRIX_ARRAY = ValueTypes.array(Matrix[].class, MATRIX);

    static final ValueType<Map<Money, Matrix[]>> MAP_OF_MONEY_TO_MATRIX_ARRAY = ValueTypes.map(
        MONEY,
        MATRIX_ARRAY);

    private Types() {
    }
  }

  /**
   * Writes and reads {@link MatrixSerializer.Form}.
   */
  static final class FormSerializer extends Serializer<MatrixSerializer.Form> {
    @Override
    public void write(Kryo kryo, Output output, MatrixSerializer.Form value) {
      kryo.writeObjectOrNull(output, value.cells(), Types.DOUBLE_ARRAY.serializer());
    }

    @Override
    public MatrixSerializer.Form read(Kryo kryo, Input input,
        Class<? extends MatrixSerializer.Form> type) {
      double[] cells =
          kryo.readObjectOrNull(input, double[].class, Types.DOUBLE_ARRAY.serializer());
      return new MatrixSerializer.Form(cells);
    }
  }
}
