package com.acme.base;

public interface Named {
  String title();

  int count();
}
