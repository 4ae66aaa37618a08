package com.acme;

public record String(java.lang.String text) {}
