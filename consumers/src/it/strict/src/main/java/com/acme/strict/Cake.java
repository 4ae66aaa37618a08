package com.acme.strict;

import java.util.List;

/** An argument, a result and a value of the state. */
record Cake(String customer, List<Topping> toppings) {

  /** Sealed, with the types it permits beside it. */
  sealed interface Topping {}

  record Fruit(String name) implements Topping {}

  record Sugar(int grams) implements Topping {}
}
