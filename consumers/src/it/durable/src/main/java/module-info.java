module com.acme.ledger {
  requires dev.zproc.runtime;
}
