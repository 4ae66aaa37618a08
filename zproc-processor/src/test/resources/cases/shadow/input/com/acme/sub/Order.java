package com.acme.sub;

public record Order(int c) {}
