package com.acme.types;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds itself, directly and in containers of containers. */
public record Tree(
    @Nullable Tree left, List<Tree> children, Map<String, List<List<Tree>>> index, Tree[] array) {}
