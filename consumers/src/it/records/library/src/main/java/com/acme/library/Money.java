package com.acme.library;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/** Knows nothing of zproc. */
public record Money(BigDecimal amount, String currency) {

  public Money {
    Objects.requireNonNull(Currency.getInstance(currency));
  }

  public Money plus(Money other) {
    return new Money(amount.add(other.amount), currency);
  }
}
