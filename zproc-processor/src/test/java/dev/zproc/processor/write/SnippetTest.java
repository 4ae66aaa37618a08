package dev.zproc.processor.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.Origin;
import dev.zproc.processor.type.JavaType;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetTest {

  private static final ClassName LIST = ClassName.get("java.util", "List");
  private static final Origin ORIGIN = new Origin("com.acme", false, false, false);

  @Test
  void shortCallsStandOnOneLine() {
    Snippet call = Snippet.of("$T.of", LIST).call(Snippet.literal("a$b"), Snippet.text("x$1"));

    assertThat(shown(call)).isEqualTo("java.util.List.of(\"a$b\", x$1)");
    assertThat(call.width()).isEqualTo("List.of(\"a$b\", x$1)".length());
  }

  @Test
  void longOnesHaveOneArgumentALine() {
    Snippet word = Snippet.text("x".repeat(60));
    Snippet call = Snippet.text("f").call(Snippet.text("g").call(word, word), Snippet.text("y"));

    assertThat(statement(call))
        .isEqualTo(
            """
            f(
                g(
                    WORD,
                    WORD),
                y);
            """
                .replace("WORD", word.format()));
  }

  @Test
  void sumsHaveALineForEachPart() {
    Snippet call = Snippet.text("f").call(Snippet.sum(List.of("a;", "b")), Snippet.text("y"));

    assertThat(statement(call))
        .isEqualTo(
            """
            f(
                "a;"
                    + "b",
                y);
            """);
  }

  @Test
  void whatIsAssignedMovesWhereThatHelps() {
    Snippet word = Snippet.text("x".repeat(70));

    assertThat(shown(Snippet.text("a").assigned(80, word))).isEqualTo("a = " + word.format());
    assertThat(shown(Snippet.text("a").assigned(70, word))).isEqualTo("a =\n" + word.format());
  }

  @Test
  void literalsSurviveEveryEncoding() {
    assertThat(Literals.of("a\"b\\c\n\t\r")).isEqualTo("\"a\\\"b\\\\c\\n\\t\\r\"");
    assertThat(Literals.of("é\u0000")).isEqualTo("\"\\u00e9\\u0000\"");
  }

  @Test
  void annotationsFollowTheDotAndLiteralsAreLeftAlone() {
    JavaType.Declared inner = new JavaType.Declared("a", List.of("Outer", "Inner"), List.of());
    TypeSpec type =
        TypeSpec.classBuilder("A")
            .addMethod(
                Poet.returning(
                    MethodSpec.methodBuilder("m").returns(TypeNames.PLAIN.nullable(inner)),
                    Snippet.literal("a. @b").then(".length()")))
            .build();

    assertThat(Poet.source(ORIGIN, type).text())
        .contains("  Outer.@Nullable Inner m() {")
        .contains("return \"a. @b\".length();");
  }

  @Test
  void whatAFileInheritsIsNamedInFull() {
    TypeNames names = new TypeNames(List.of("Order"));
    JavaType.Declared own = JavaType.Declared.of("com.acme", "Order");
    JavaType.Declared nested = new JavaType.Declared("a", List.of("Order", "Line"), List.of());
    TypeSpec type =
        TypeSpec.classBuilder("A")
            .addField(names.of(own), "own")
            .addField(names.nullable(nested), "nested")
            .addField(TypeNames.PLAIN.of(own), "other")
            .build();

    assertThat(Poet.source(ORIGIN, type).text())
        .contains("com.acme.Order own;", "a.Order.@Nullable Line nested;", "  Order other;");
  }

  private static String shown(Snippet snippet) {
    return CodeBlock.of(snippet.format(), snippet.arguments()).toString();
  }

  /** The lines of a method's body. */
  private static String statement(Snippet snippet) {
    String text = Poet.statement(MethodSpec.methodBuilder("m"), snippet).build().toString();
    return text.substring(text.indexOf('\n') + 1, text.lastIndexOf('}')).indent(-2);
  }
}
