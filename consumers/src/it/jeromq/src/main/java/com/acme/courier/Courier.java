package com.acme.courier;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Uses JeroMQ itself, beside what zproc does with its own. */
final class Courier {

  @State
  interface Post {

    default String letter() {
      return "";
    }
  }

  @ChildProcess
  static String fetch(Courier_PostState post, String address) {
    post.letter().set("fetched from " + ZMQ.class.getModule());
    try (ZContext context = new ZContext()) {
      ZMQ.Socket socket = context.createSocket(SocketType.REQ);
      // Theirs loses a connection now and then, for 30 seconds unless it is told this.
      socket.setHandshakeIvl(1_000);
      socket.connect(address);
      socket.send("a letter, please");
      return socket.recvStr();
    }
  }

  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open();
        ZContext context = new ZContext()) {
      ZMQ.Socket socket = context.createSocket(SocketType.REP);
      socket.bind("tcp://127.0.0.1:*");
      Child<String> child = zproc.spawn(CourierLauncher.fetch(socket.getLastEndpoint()));
      System.out.println(socket.recvStr());
      socket.send("here it is");
      System.out.println(child.join());
      System.out.println(Courier_PostState.of(zproc).letter().get());
    }
  }
}
