package com.acme.states;

import java.util.List;

public record Order(String customer, List<Line> lines) {

  public sealed interface Line {}

  public record Cake(String name) implements Line {}

  public record Coffee(int cups) implements Line {}
}
