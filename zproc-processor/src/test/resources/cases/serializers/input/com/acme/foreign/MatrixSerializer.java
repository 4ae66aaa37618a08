package com.acme.foreign;

import dev.zproc.Serializer;

public final class MatrixSerializer implements Serializer<Matrix, MatrixSerializer.Form> {

  public record Form(double[] cells) {}

  @Override
  public Form serialize(Matrix value) {
    return new Form(value.cells());
  }

  @Override
  public Matrix deserialize(Form form) {
    return form::cells;
  }
}
