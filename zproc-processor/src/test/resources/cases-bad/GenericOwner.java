import dev.zproc.ChildProcess;

class Kitchen<T> {
  KitchenLauncher launcher;

  @ChildProcess
  void bake(T dough) {} // error: [ZProc/GenericOwner] 'Kitchen.bake(T)' is an instance method of 'Kitchen', whose type parameter 'T'
}
