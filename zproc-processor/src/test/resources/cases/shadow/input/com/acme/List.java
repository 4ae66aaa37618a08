package com.acme;

public record List(int size) {}
