package com.acme;

import java.util.List;

record Order(String customer, int count, List<Topping> toppings, Size size) {}
