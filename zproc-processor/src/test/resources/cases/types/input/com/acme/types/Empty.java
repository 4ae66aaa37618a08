package com.acme.types;

public record Empty() {}
