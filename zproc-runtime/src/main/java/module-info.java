/**
 * What JVMs run.
 *
 * <p>A module that has child processes or states requires this one and nothing else of zproc; see
 * the guide's page on modules. Kryo is read by whoever reads this module, because generated
 * serializers extend its own.
 */
// Kryo's name is stable; zproc-durable and its like are built after this one
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic", "module"})
module dev.zproc.runtime {
  requires transitive dev.zproc;
  requires transitive com.esotericsoftware.kryo;
  requires dev.zproc.jeromq;
  requires static java.management; // the JVM's own options, where its command line hides them
  requires static jdk.jfr; // where it is, children and waits are recorded
  requires jdk.net; // which user connects to a Unix-domain socket
  requires jdk.unsupported; // Objenesis, which Kryo instantiates with; and signals

  exports dev.zproc.runtime;
  exports dev.zproc.runtime.child;
  exports dev.zproc.runtime.failure;
  exports dev.zproc.runtime.spi;
  exports dev.zproc.runtime.state;

  // What keeps a state in a file needs to know what a commit is, and what people call it.
  exports dev.zproc.runtime.internal.engine to
      dev.zproc.console,
      dev.zproc.durable,
      dev.zproc.etcd;
  exports dev.zproc.runtime.internal.journal to
      dev.zproc.durable,
      dev.zproc.etcd;
  exports dev.zproc.runtime.internal.schema to
      dev.zproc.console,
      dev.zproc.durable;
  exports dev.zproc.runtime.internal.console to
      dev.zproc.console;

  uses dev.zproc.runtime.internal.console.ConsoleProvider;
  uses dev.zproc.runtime.internal.journal.JournalProvider;
  uses dev.zproc.runtime.internal.journal.SharedStateProvider;
}
