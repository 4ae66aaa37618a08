package dev.zproc.processor.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.Origin;
import org.junit.jupiter.api.Test;

class PoetTest {

  @Test
  void gapsBeforeAnnotationsAreClosedAndTextsStayAsTheyAre() {
    TypeName inner =
        ClassName.get("com.acme", "Outer", "Inner")
            .annotated(AnnotationSpec.builder(Deprecated.class).build());
    Source source =
        Poet.source(
            new Origin("com.acme", false, false, false),
            TypeSpec.classBuilder("Some")
                .addJavadoc("End. @see nothing")
                .addField(FieldSpec.builder(inner, "inner").build())
                .addField(
                    FieldSpec.builder(String.class, "text").initializer("$S", "a. @b").build())
                .build());

    assertThat(source.text())
        .contains("Outer.@Deprecated Inner inner;")
        .contains("\"a. @b\"")
        .contains("* End. @see nothing");
  }

  /** The compiler writes and reads them in its own encoding, which may be ASCII. */
  @Test
  void sourcesAreOfAsciiAlone() {
    Source source =
        Poet.source(
            new Origin("com.acme", false, false, false),
            TypeSpec.classBuilder("K\u00fcche")
                .addJavadoc("Of {@link K\u00fcche}.")
                .addField(
                    FieldSpec.builder(String.class, "\u03b1")
                        .initializer("$S", "\\\u00e4 \ud83d\ude00")
                        .build())
                .build());

    assertThat(source.simpleName()).isEqualTo("K\u00fcche");
    assertThat(source.text())
        .matches("[\\x00-\\x7e]*")
        .contains("Of {@link K\\u00fcche}.")
        .contains("class K\\u00fcche")
        .contains("String \\u03b1 = \"\\\\\\u00e4 \\ud83d\\ude00\"");
  }
}
