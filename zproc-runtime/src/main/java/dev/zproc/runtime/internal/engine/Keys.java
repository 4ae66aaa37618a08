package dev.zproc.runtime.internal.engine;

/**
 * How the keys of typed state are laid out, so that a namespace and a map are prefixes.
 *
 * <pre>
 * namespace 00                     the schema of the namespace
 * namespace 00 name                a key; of a map, its structure key, whose value is its size
 * namespace 00 name 00 entry       an entry of a map
 * zproc.tasks 00 id ? or !         a task of a swarm that has not ended, or what it came to
 * </pre>
 *
 * Neither a namespace nor a name contains the character 00.
 */
public final class Keys {

  private static final Bytes ZERO = Bytes.wrap(new byte[] {0});
  private static final Bytes ONE = Bytes.wrap(new byte[] {1});

  private static final String TASKS = "zproc.tasks";

  private Keys() {}

  /** The key under which the schema of {@code namespace} is kept. */
  public static Bytes schema(String namespace) {
    return Bytes.utf8(namespace).concat(ZERO);
  }

  /** The key {@code name} of {@code namespace}. */
  public static Bytes key(String namespace, String name) {
    return schema(namespace).concat(Bytes.utf8(name));
  }

  /** The entry {@code entry} of the map {@code name} of {@code namespace}. */
  public static Bytes entry(String namespace, String name, Bytes entry) {
    return key(namespace, name).concat(ZERO).concat(entry);
  }

  /** Every key and entry of {@code namespace}, without its schema. */
  public static KeyRange namespace(String namespace) {
    Bytes name = Bytes.utf8(namespace);
    return new KeyRange(schema(namespace).concat(ONE), name.concat(ONE));
  }

  /**
   * What is kept of tasks for other processes; their ids begin with the number of the session that
   * has them, and a dash.
   *
   * @param ids what their ids begin with
   */
  public static KeyRange tasks(String ids) {
    return KeyRange.prefix(key(TASKS, ids));
  }

  /** What is kept of the tasks of a session. */
  public static KeyRange tasksOf(long session) {
    return tasks(session + "-");
  }

  /** There as long as the task has not ended. */
  public static Bytes unfinishedTask(String id) {
    return key(TASKS, id + "?");
  }

  /** What the task came to. */
  public static Bytes endedTask(String id) {
    return key(TASKS, id + "!");
  }

  /** The entries of the map {@code name} of {@code namespace}, without its structure key. */
  public static KeyRange entries(String namespace, String name) {
    return KeyRange.prefix(key(namespace, name).concat(ZERO));
  }
}
