package com.acme;

import com.acme.base.Counted;
import com.acme.base.Named;
import dev.zproc.State;
import java.time.Instant;

@State
public interface Library extends Named, Counted<Instant> {
  @Override
  default String title() {
    return "Library " + secret();
  }

  private int secret() {
    return 7;
  }

  long added();
}
