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
}
