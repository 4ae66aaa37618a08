package com.acme;

import org.jspecify.annotations.Nullable;

record Fruit(String name, @Nullable String origin) implements Topping {}
