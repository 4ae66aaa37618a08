package com.acme;

import dev.zproc.Serializer;
import dev.zproc.Serializers;

/** Lets itself in. */
@Serializers(Money.Cents.class)
public final class Money {
  private final long cents;

  private Money(long cents) {
    this.cents = cents;
  }

  static Money ofCents(long cents) {
    if (cents < 0) {
      throw new IllegalArgumentException("a debt of " + cents);
    }
    return new Money(cents);
  }

  long cents() {
    return cents;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Money money && money.cents == cents;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(cents);
  }

  @Override
  public String toString() {
    return "Money " + cents;
  }

  static final class Cents implements Serializer<Money, Long> {
    @Override
    public Long serialize(Money value) {
      return value.cents();
    }

    @Override
    public Money deserialize(Long form) {
      return ofCents(form);
    }
  }
}
