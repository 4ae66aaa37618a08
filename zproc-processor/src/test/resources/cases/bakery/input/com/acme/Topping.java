package com.acme;

sealed interface Topping permits Sugar, Fruit {}
