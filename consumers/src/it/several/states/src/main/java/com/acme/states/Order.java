package com.acme.states;

public record Order(String customer, int pieces) {}
