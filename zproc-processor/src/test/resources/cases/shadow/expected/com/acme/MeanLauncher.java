package com.acme;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.lang.Class;
import java.lang.Integer;
import java.lang.SuppressWarnings;
import java.lang.Void;
import javax.annotation.processing.Generated;

/**
 * Typed calls of the child processes of {@link Mean}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class MeanLauncher {
  private MeanLauncher() {
  }

  /**
   * A call of {@link Mean#run}.
   */
  public static Call<String> run(java.lang.String text, String mine, List list,
      java.util.List<Integer> integers) {
    return Call.of(Mean_RunMain.ENTRY, text, mine, list, integers);
  }

  /**
   * A call of {@link Mean#hide}.
   */
  public static Call<Void> hide(int Call_, int Call__, int dev_, long Mean_HideMain_) {
    return Call.of(Mean_HideMain.ENTRY, Call_, Call__, dev_, Mean_HideMain_);
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<String> STRING = ValueTypes.structured(
        String.class,
        "com.acme.String(text:java.lang.String)",
        new StringSerializer());

    static final ValueType<List> LIST = ValueTypes.structured(
        List.class,
        "com.acme.List(size:int)",
        new ListSerializer());

    static final ValueType<Override> OVERRIDE = ValueTypes.enumOf(Override.class);

    static final ValueType<java.util.List<Integer>> LIST_OF_INTEGER = ValueTypes.list(ValueTypes.INT);

    private Types() {
    }
  }

  /**
   * Writes and reads {@link String}.
   */
  static final class StringSerializer extends Serializer<String> {
    @java.lang.Override
    public void write(Kryo kryo, Output output, String value) {
      output.writeString(value.text());
    }

    @java.lang.Override
    public String read(Kryo kryo, Input input, Class<? extends String> type) {
      java.lang.String text = input.readString();
      return new String(text);
    }
  }

  /**
   * Writes and reads {@link List}.
   */
  static final class ListSerializer extends Serializer<List> {
    @java.lang.Override
    public void write(Kryo kryo, Output output, List value) {
      output.writeInt(value.size());
    }

    @java.lang.Override
    public List read(Kryo kryo, Input input, Class<? extends List> type) {
      int size = input.readInt();
      return new List(size);
    }
  }
}
