package com.acme;

enum Size {
  SMALL,
  BIG
}
