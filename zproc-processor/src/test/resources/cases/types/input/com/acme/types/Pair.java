package com.acme.types;

public record Pair<A, B>(A first, B second) {}
