import dev.zproc.ChildProcess;

final class Kitchen {
  @ChildProcess(heap = "256 megs") // error: [ZProc/BadHeap] "256 megs" is no heap size.
  static void bake() {}

  @ChildProcess(heap = "1024k") // error: [ZProc/BadHeap] "1024k" is no heap size.
  static void tooLittle() {}

  @ChildProcess(heap = "256M")
  static void good() {}
}
