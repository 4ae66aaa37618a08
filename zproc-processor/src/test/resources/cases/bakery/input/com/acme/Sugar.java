package com.acme;

record Sugar(int grams) implements Topping {}
