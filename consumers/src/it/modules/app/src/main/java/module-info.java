module com.acme.app {
  requires com.acme.states;

  opens com.acme.app.crew to dev.zproc.runtime;
}
