import dev.zproc.ChildProcess;

final class Kitchen {
  KitchenLauncher launcher;

  @ChildProcess
  static void bakeAll() {}

  @ChildProcess
  static void bakeall() {} // error: [ZProc/CaseOnlyDifference] 'Kitchen_BakeallMain' differs from 'Kitchen_BakeAllMain' only in case, so one would overwrite the other on macOS and Windows. Rename one, or set @ChildProcess(name = "…").
}
