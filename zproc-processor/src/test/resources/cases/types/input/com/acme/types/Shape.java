package com.acme.types;

public sealed interface Shape {
  sealed interface Round extends Shape {}

  record Circle(double radius) implements Round {}

  record Square(float side) implements Shape {}

  enum Special implements Round, Shape {
    POINT,
    PLANE {
      @Override
      public String toString() {
        return "everything";
      }
    }
  }
}
