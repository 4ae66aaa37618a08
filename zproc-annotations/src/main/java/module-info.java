/** What users write: {@code @State}, {@code @ChildProcess}, {@code @WaitFor} and their kin. */
module dev.zproc {
  requires static transitive org.jspecify;

  exports dev.zproc;
}
