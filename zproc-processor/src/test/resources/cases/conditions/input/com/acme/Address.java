package com.acme;

record Address(String city, char zone) {}
