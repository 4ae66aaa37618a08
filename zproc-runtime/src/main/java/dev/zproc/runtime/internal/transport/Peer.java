package dev.zproc.runtime.internal.transport;

import java.util.Arrays;

/**
 * Names one connection of a {@link ServerSocket}, as long as that lasts. It says nothing about who
 * is at the other end.
 */
public final class Peer {

  private final byte[] id;
  private final int hash;

  Peer(byte[] id) {
    this.id = id;
    this.hash = Arrays.hashCode(id);
  }

  byte[] id() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Peer that && Arrays.equals(id, that.id);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "peer " + Integer.toHexString(hash);
  }
}
