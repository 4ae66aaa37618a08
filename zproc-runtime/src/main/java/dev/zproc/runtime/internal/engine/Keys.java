package dev.zproc.runtime.internal.engine;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * How the keys of typed state are laid out, so that a namespace and a map are prefixes.
 *
 * <pre>
 * namespace 00                     the schema of the namespace
 * namespace 00 name                a key; of a map, its structure key, whose value is its size
 * namespace 00 name 00 entry       an entry of a map
 * zproc.tasks 00 id ? or !         a task of a swarm that has not ended, or what it came to
 * zproc.sessions 00 number         a session of a server that is started again if it dies
 * zproc.sessions 00 number 00 ...  what is kept for that session
 * zproc.background 00 ...          what programs and the host of a background context say
 * </pre>
 *
 * Neither a namespace nor a name contains the character 00.
 */
public final class Keys {

  private static final Bytes ZERO = Bytes.wrap(new byte[] {0});
  private static final Bytes ONE = Bytes.wrap(new byte[] {1});

  private static final String TASKS = "zproc.tasks";
  private static final String SESSIONS = "zproc.sessions";
  private static final String BACKGROUND = "zproc.background";
  private static final int DIGITS = 16;

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

  /** All that is kept of a background context. */
  public static KeyRange background() {
    return KeyRange.prefix(schema(BACKGROUND));
  }

  /** There in the state of a background context only: who hosts it. */
  public static Bytes backgroundHost() {
    return key(BACKGROUND, "host");
  }

  /** There when the host has been asked something that it may not have seen. */
  public static Bytes backgroundAsked() {
    return key(BACKGROUND, "asked");
  }

  /** What the host is asked, as long as it has not done it. */
  public static KeyRange backgroundAsks() {
    return KeyRange.prefix(backgroundAsk(""));
  }

  /** The same of one. */
  public static Bytes backgroundAsk(String id) {
    return key(BACKGROUND, "ask-" + id);
  }

  /** What is known of the children of a background context, with all that they came to. */
  public static KeyRange backgroundChildren() {
    return KeyRange.prefix(key(BACKGROUND, "child-"));
  }

  /** The same without what they came to, as a list of them needs it; no older release has it. */
  public static KeyRange backgroundList() {
    return KeyRange.prefix(backgroundListed(""));
  }

  /** That of one child. */
  public static Bytes backgroundListed(String id) {
    return key(BACKGROUND, "listed-" + id);
  }

  /** There as long as the child has not ended. */
  public static Bytes backgroundLive(String id) {
    return key(BACKGROUND, "child-" + id + "?");
  }

  /** What the child came to. */
  public static Bytes backgroundEnded(String id) {
    return key(BACKGROUND, "child-" + id + "!");
  }

  /** Whether no program may have a namespace of that name, since zproc keeps its own there. */
  public static boolean isReserved(String namespace) {
    return namespace.equals(TASKS) || namespace.equals(SESSIONS) || namespace.equals(BACKGROUND);
  }

  /** All keys but those that zproc keeps for itself, none of which is typed. */
  public static KeySelection ofPrograms() {
    return new KeySelection(
        List.of(new KeyRange(Bytes.EMPTY, null)), List.of(sessions(), tasks(""), background()));
  }

  /** All that is kept of sessions. */
  public static KeyRange sessions() {
    return KeyRange.prefix(schema(SESSIONS));
  }

  /** The highest number that a session was given. */
  public static Bytes lastSession() {
    return key(SESSIONS, "last");
  }

  /** What is known of a session. */
  public static Bytes session(long id) {
    return key(SESSIONS, digits(id));
  }

  /** That, and all that is kept for the session. */
  public static KeyRange allOfSession(long id) {
    return KeyRange.prefix(session(id));
  }

  /** What a session came to. */
  public static Bytes outcomeOfSession(long id) {
    return session(id).concat(ZERO).concat(Bytes.utf8("outcome"));
  }

  /** What the session is to be told, and has not seen yet. */
  public static Bytes pushToSession(long id, long sequence) {
    return session(id).concat(ZERO).concat(Bytes.utf8("push" + digits(sequence)));
  }

  /** All of that up to {@code sequence}. */
  public static KeyRange pushesToSession(long id, long sequence) {
    return new KeyRange(pushToSession(id, 0), pushToSession(id, sequence + 1));
  }

  /**
   * The number of the session of which {@code key} tells.
   *
   * @throws ProtocolException if it tells of none
   */
  public static long numberOfSession(Bytes key) {
    return number(key, session(0).size() - DIGITS);
  }

  /**
   * The sequence number of what is to be told under {@code key}.
   *
   * @throws ProtocolException if nothing is
   */
  public static long numberOfPush(Bytes key) {
    return number(key, key.size() - DIGITS);
  }

  private static long number(Bytes key, int from) {
    byte[] bytes = key.shared();
    try {
      String digits = new String(bytes, from, DIGITS, StandardCharsets.UTF_8);
      return HexFormat.fromHexDigitsToLong(digits);
    } catch (IllegalArgumentException | IndexOutOfBoundsException foreign) {
      throw new ProtocolException("no number stands in the key " + KeyText.of(key));
    }
  }

  /** As many for each number, so that keys are in the order of the numbers. */
  private static String digits(long number) {
    return HexFormat.of().toHexDigits(number);
  }

  /** The entries of the map {@code name} of {@code namespace}, without its structure key. */
  public static KeyRange entries(String namespace, String name) {
    return KeyRange.prefix(key(namespace, name).concat(ZERO));
  }
}
