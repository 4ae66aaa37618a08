package com.acme.bakery;

import dev.zproc.State;
import org.jspecify.annotations.Nullable;

@State
interface Oven {

  int baked();

  @Nullable Outcome last();

  default Cake.Topping favourite() {
    return new Cake.Fruit("fig");
  }
}
