module com.acme.courier {
  requires dev.zproc.runtime;
  requires org.zeromq.jeromq;
}
