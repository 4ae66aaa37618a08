/**
 * JeroMQ 0.6.0 with two classes of our own, for zproc alone; a program that uses JeroMQ takes
 * JeroMQ's own artifact, of whatever version, beside this one.
 */
@SuppressWarnings("module") // the runtime is compiled after this
module dev.zproc.jeromq {
  exports dev.zproc.jeromq to
      dev.zproc.runtime;
  exports dev.zproc.jeromq.zmq to
      dev.zproc.runtime;
  exports dev.zproc.jeromq.zmq.io to
      dev.zproc.runtime;
  exports dev.zproc.jeromq.zmq.msg to
      dev.zproc.runtime;
  exports dev.zproc.jeromq.zmq.util.function to
      dev.zproc.runtime;
}
