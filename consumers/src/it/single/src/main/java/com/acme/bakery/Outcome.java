package com.acme.bakery;

sealed interface Outcome permits Outcome.Baked, Outcome.Burnt {

  record Baked(Cake cake) implements Outcome {}

  record Burnt(Cake.Topping culprit) implements Outcome {}
}
