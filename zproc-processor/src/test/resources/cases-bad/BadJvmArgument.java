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
        "-Dapp.args=--fast -v",
        "-Dblank= ",
        "-XX:OnOutOfMemoryError=kill -9 %p",
        "-XX:OnError=gdb - %p",
        "-javaagent:/with a blank/agent.jar",
        "-Xlog:gc:file=my log.txt",
        "--add-opens java.base/java.lang=ALL-UNNAMED", // error: [ZProc/BadJvmArgument] "--add-opens java.base/java.lang=ALL-UNNAMED" has a blank behind its option. Write "--add-opens=java.base/java.lang=ALL-UNNAMED".
        "--enable-preview --add-modules jdk.net", // error: [ZProc/BadJvmArgument] "--enable-preview --add-modules jdk.net" holds several options. Write each as a string of its own.
        "--add-modules=jdk.net --enable-preview", // error: [ZProc/BadJvmArgument] "--add-modules=jdk.net --enable-preview" holds several options.
        "-cp foo.jar", // error: [ZProc/BadJvmArgument] "-cp foo.jar" is what a child inherits. Remove it
        "--class-path foo.jar", // error: [ZProc/BadJvmArgument] "--class-path foo.jar" is what a child inherits.
        "-jar foo.jar -v", // error: [ZProc/BadJvmArgument] "-jar foo.jar -v" says what to run
        "--module com.foo/Bar", // error: [ZProc/BadJvmArgument] "--module com.foo/Bar" says what to run
        "-Xss512k ", // error: [ZProc/BadJvmArgument] "-Xss512k " ends with a blank. Remove that.
        "-XX:MaxMetaspaceSize=64m ", // error: [ZProc/BadJvmArgument] "-XX:MaxMetaspaceSize=64m " ends with a blank. Remove that.
        "-XX:+UseSerialGC -Xint", // error: [ZProc/BadJvmArgument] "-XX:+UseSerialGC -Xint" holds several options.
        "-Xint Main", // error: [ZProc/BadJvmArgument] "-Xint Main" holds several options.
        "@options.txt"
      },
      heap = "1g")
  static void bake() {}
}
