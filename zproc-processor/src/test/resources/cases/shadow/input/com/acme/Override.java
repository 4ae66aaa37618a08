package com.acme;

public enum Override {
  YES
}
