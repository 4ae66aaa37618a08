package com.acme;

import org.jspecify.annotations.Nullable;

record Customer(String name, @Nullable Address address, Level level, long points) {}
