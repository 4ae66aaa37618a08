package com.acme;

public record Accessor(Object.Kind kind) {}
