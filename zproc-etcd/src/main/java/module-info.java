/** Shares the state of contexts on etcd. */
module dev.zproc.etcd {
  requires transitive dev.zproc.runtime;
  requires static org.jspecify;
  requires com.google.gson;
  requires java.net.http;

  exports dev.zproc.etcd;

  provides dev.zproc.runtime.internal.journal.SharedStateProvider with
      dev.zproc.etcd.EtcdStates;
}
