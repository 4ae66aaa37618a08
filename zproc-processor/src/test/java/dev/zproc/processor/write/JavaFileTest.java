package dev.zproc.processor.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.processor.model.Origin;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.JavaType.Declared;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaFileTest {

  private static final Declared LIST = Declared.of("java.util", "List");
  private static final Declared STRING = Declared.of("java.lang", "String");

  private final JavaFile file = file("com.acme", false);

  @Test
  void theFirstClassOfANameHasIt() {
    assertThat(file.name(LIST)).isEqualTo("List");
    assertThat(file.name(Declared.of("java.awt", "List"))).isEqualTo("java.awt.List");
    assertThat(file.name(Declared.of("com.acme", "List"))).isEqualTo("com.acme.List");
    assertThat(file.name(LIST)).isEqualTo("List");
    assertThat(imports(file)).containsExactly("java.util.List");
  }

  @Test
  void aNestedClassIsNamedByItsOuterOne() {
    Declared entry = new Declared("java.util", List.of("Map", "Entry"), List.of());
    assertThat(file.name(entry)).isEqualTo("Map.Entry");
    assertThat(imports(file)).containsExactly("java.util.Map");
  }

  @Test
  void whatTheFileDeclaresItselfIsNobodyElses() {
    assertThat(file.name(Declared.of("a", "Draft"))).isEqualTo("a.Draft");
    assertThat(file.name(Declared.of("a", "FooState"))).isEqualTo("a.FooState");
    assertThat(file.name(Declared.of("com.acme", "FooState"))).isEqualTo("FooState");
    assertThat(imports(file)).isEmpty();
  }

  @Test
  void neitherItsOwnPackageNorJavaLangIsImported() {
    assertThat(file.name(Declared.of("com.acme", "Order"))).isEqualTo("Order");
    assertThat(file.name(STRING)).isEqualTo("String");
    assertThat(imports(file)).isEmpty();
  }

  @Test
  void javaLangIsImportedWhereAClassOfThePackageHidesIt() {
    JavaFile shadowed = file("com.acme", true);
    assertThat(shadowed.name(STRING)).isEqualTo("String");
    assertThat(shadowed.name(Declared.of("com.acme", "String"))).isEqualTo("com.acme.String");
    assertThat(imports(shadowed)).containsExactly("java.lang.String");
  }

  @Test
  void theUnnamedPackageHasNoNameToWriteOut() {
    assertThat(file("", false).name(Declared.of("", "Order"))).isEqualTo("Order");
  }

  @Test
  void annotationsStandWhereTheTypeIsNamed() {
    Declared outer = new Declared("a", List.of("Outer", "Inner"), List.of());
    Declared generic = new Declared("java.util", List.of("List"), List.of(outer));
    JavaType matrix = new JavaType.ArrayOf(new JavaType.ArrayOf(STRING));
    assertThat(file.nullable(STRING)).isEqualTo("@Nullable String");
    assertThat(file.nullable(outer)).isEqualTo("Outer.@Nullable Inner");
    assertThat(file.nullable(generic)).isEqualTo("@Nullable List<Outer.Inner>");
    assertThat(file.nullable(matrix)).isEqualTo("String @Nullable [][]");
    assertThat(file.type(matrix)).isEqualTo("String[][]");
    assertThat(file.nullable(Declared.of("b", "String"))).isEqualTo("b.@Nullable String");
  }

  @Test
  void literalsSurviveEveryEncoding() {
    assertThat(JavaFile.literal("a\"b\\c\n\t\r")).isEqualTo("\"a\\\"b\\\\c\\n\\t\\r\"");
    assertThat(JavaFile.literal("é\u0000")).isEqualTo("\"\\u00e9\\u0000\"");
  }

  @Test
  void membersAreApartAndLinesAreShort() {
    String word = "x".repeat(30);
    file.topLevel("");
    file.member().line("int a;");
    file.member().method("void m()", "call();");
    file.member().line("int b = ", Code.call("f", word, word, word), ";");
    file.member().line("int c = ", Code.call("f" + "x".repeat(60), word), ";");
    file.member().line("int d = ", Code.call("f", Code.call("g", word, word, word + word)), ";");
    assertThat(file.close().source().text())
        .endsWith(
            """
            final class FooState {
              int a;

              void m() {
                call();
              }

              int b = f(
                  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,
                  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,
                  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx);

              int c =
                  fxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx);

              int d = f(
                  g(
                      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,
                      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,
                      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx));
            }
            """);
  }

  @Test
  void sumsHaveALineForEachPart() {
    file.topLevel("");
    file.line("", Code.call("f", new Code.Sum(List.of("\"a;\"", "\"b\""))), ";");
    assertThat(file.close().source().text()).contains("  f(\n      \"a;\"\n          + \"b\");\n");
  }

  private static JavaFile file(String packageName, boolean shadowsJavaLang) {
    Origin origin = new Origin(packageName, false, shadowsJavaLang, false);
    return new JavaFile(origin, "FooState", List.of("Draft"));
  }

  private static List<String> imports(JavaFile file) {
    return file.source()
        .text()
        .lines()
        .filter(line -> line.startsWith("import "))
        .map(line -> line.substring(7, line.length() - 1))
        .toList();
  }
}
