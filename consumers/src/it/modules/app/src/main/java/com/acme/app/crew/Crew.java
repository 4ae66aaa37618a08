package com.acme.app.crew;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.Swarm;
import dev.zproc.runtime.SwarmTask;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.TaskFailedException;
import java.util.List;

/** A swarm on the module path; this package is open to zproc. */
public final class Crew {

  private Crew() {}

  record Report(int number, String module) {}

  @ChildProcess
  static Report work(int number) {
    return new Report(number, Crew.class.getModule().toString());
  }

  /** Lets a swarm work, and try a call of a package that is not open to zproc. */
  public static <R> void all(ZProc zproc, Call<R> closed) {
    try (Swarm swarm = zproc.swarm(s -> s.workers(2))) {
      System.out.println(swarm.map(List.of(1, 2), CrewLauncher::work));
      String id = swarm.share(CrewLauncher.work(3)).id();
      System.out.println(SwarmTask.of(zproc, id, Report.class).result().number());
      swarm.map(List.of(closed), call -> call);
    } catch (TaskFailedException refused) {
      System.out.println(refused.getMessage().contains("'opens com.acme.app to dev.zproc.runtime;'"));
    }
  }
}
