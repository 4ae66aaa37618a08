package com.acme.library;

import java.time.LocalDate;

public sealed interface Payment {

  Money money();

  record Cash(Money money) implements Payment {}

  record Card(Money money, LocalDate valid) implements Payment {}
}
