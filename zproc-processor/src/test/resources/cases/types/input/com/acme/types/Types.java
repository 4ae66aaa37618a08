package com.acme.types;

/** Named as a nested class of what is generated. */
public record Types(int draft) {}
