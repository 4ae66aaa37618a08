package dev.zproc.processor.model;

import dev.zproc.processor.type.JavaType;

/** A {@code @State} interface that a method uses, and its accessor, which holds the schema. */
public record StateRef(JavaType.Declared type, JavaType.Declared accessor) {}
