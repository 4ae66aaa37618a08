package com.acme.types;

import org.jspecify.annotations.Nullable;

/** Components that are named as the variables of the generated code. */
public record Scalars(
    boolean kryo,
    byte input,
    short output,
    char type,
    int value,
    long id,
    float f,
    double d,
    String s,
    @Nullable Integer boxed,
    @Nullable Character letter) {}
