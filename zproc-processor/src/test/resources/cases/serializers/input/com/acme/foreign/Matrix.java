package com.acme.foreign;

/** Cannot be annotated: imagine it in a jar. */
public interface Matrix {
  double[] cells();
}
