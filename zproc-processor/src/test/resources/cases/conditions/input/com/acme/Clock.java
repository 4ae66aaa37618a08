package com.acme;

import dev.zproc.State;

@State
interface Clock {
  long now();
}
