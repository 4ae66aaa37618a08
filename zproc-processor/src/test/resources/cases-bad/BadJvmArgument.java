import dev.zproc.ChildProcess;

final class Kitchen {
  @ChildProcess(
      jvmArgs = {
        "-Xint",
        "-Xss512k -Xint", // error: [ZProc/BadJvmArgument] "-Xss512k -Xint" holds several options. Write each as a string of its own.
        "Xint", // error: [ZProc/BadJvmArgument] "Xint" does not begin with '-'.
        "-jar", // error: [ZProc/BadJvmArgument] "-jar" says what to run
        "-cp", // error: [ZProc/BadJvmArgument] "-cp" is what a child inherits.
        "--add-opens",
        "java.base/java.lang=ALL-UNNAMED", // error: [ZProc/BadJvmArgument] "java.base/java.lang=ALL-UNNAMED" is apart from its option. Write "--add-opens=java.base/java.lang=ALL-UNNAMED".
        "-classpath", // error: [ZProc/BadJvmArgument] "-classpath" is what a child inherits.
        "lib",
        "--module-path=lib", // error: [ZProc/BadJvmArgument] "--module-path=lib" is what a child inherits.
        "-Xmx1g", // error: [ZProc/BadJvmArgument] "-Xmx1g" says the same as 'heap'.
        "-Dgreeting=hello - world",
        "@options.txt"
      },
      heap = "1g")
  static void bake() {}
}
