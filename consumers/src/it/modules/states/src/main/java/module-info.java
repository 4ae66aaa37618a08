module com.acme.states {
  requires transitive dev.zproc.runtime;

  exports com.acme.states;
}
