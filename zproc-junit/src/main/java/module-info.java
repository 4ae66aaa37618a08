/** For tests of programs that have child processes or states. */
module dev.zproc.junit {
  requires transitive dev.zproc.runtime;
  requires static org.jspecify;
  requires transitive org.junit.jupiter.api;
  requires static transitive org.assertj.core; // whoever wants its assertions has it

  exports dev.zproc.junit;
}
