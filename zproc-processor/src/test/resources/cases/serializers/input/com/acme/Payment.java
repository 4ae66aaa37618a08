package com.acme;

import dev.zproc.Serializer;
import dev.zproc.Serializers;
import java.util.List;

public sealed interface Payment {
  record Card(String number) implements Payment {}

  /** A class among records, and one that holds itself. */
  @Serializers(CashSerializer.class)
  final class Cash implements Payment {
    final List<Cash> parts;

    Cash(List<Cash> parts) {
      this.parts = parts;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Cash cash && cash.parts.equals(parts);
    }

    @Override
    public int hashCode() {
      return parts.hashCode();
    }
  }

  final class CashSerializer implements Serializer<Cash, List<Cash>> {
    @Override
    public List<Cash> serialize(Cash value) {
      return value.parts;
    }

    @Override
    public Cash deserialize(List<Cash> form) {
      return new Cash(form);
    }
  }
}
