package com.acme;

public sealed interface Object {
  enum Kind implements Object {
    A
  }
}
