package dev.zproc.runtime.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkerTest {

  @Test
  void isAsciiAndComesBack() {
    String argument = Marker.argument(4711, 0, "bä ke#2");

    assertThat(argument).isEqualTo("zproc:4711:b__ke#2");
    assertThat(Marker.read(new String[] {argument})).isEqualTo(new Marker(4711, 0));
  }

  @Test
  void namesTheLifelineIfItIsNoStdin() {
    String argument = Marker.argument(4711, Marker.ASIDE, "bake");

    assertThat(argument).isEqualTo("zproc:4711@3:bake");
    assertThat(Marker.read(new String[] {argument})).isEqualTo(new Marker(4711, 3));
  }

  @Test
  void isNotWhatAPersonWrites() {
    assertThat(Marker.read(new String[] {})).isNull();
    assertThat(Marker.read(new String[] {"--help"})).isNull();
    assertThat(Marker.read(new String[] {"zproc:"})).isNull();
    assertThat(Marker.read(new String[] {"zproc:x:y"})).isNull();
    assertThat(Marker.read(new String[] {"zproc:1@x:y"})).isNull();
    assertThat(Marker.read(new String[] {"zproc:1:y", "more"})).isNull();
  }
}
