package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.GiveUp;
import dev.zproc.Restart;
import dev.zproc.RestartPolicy;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.Output;
import dev.zproc.runtime.Swarm;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.child.ProcessExit;
import dev.zproc.runtime.failure.TaskFailedException;
import dev.zproc.runtime.state.Change;
import dev.zproc.runtime.state.StateMap;
import dev.zproc.runtime.state.Watch;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that the processes of the crawler have in common. */
@State
interface Crawl {
  /** Every address that was found, in that order: the queue of the fetchers. */
  List<URI> found();

  /** How many of them fetchers have taken. */
  int taken();

  /** The pages that were fetched, until they are parsed. */
  StateMap<URI, String> fetched();

  /** The pages that have each word. */
  StateMap<String, Set<URI>> index();

  /** What is wrong with an address. */
  StateMap<URI, String> broken();

  /** How many addresses are dealt with. */
  int done();
}

/**
 * <b>18.</b> A small application: it crawls a site, which it serves itself, and makes an index of
 * its words.
 *
 * <ul>
 *   <li><b>Fetchers</b> are children. Each takes the next address that was found, and puts the page
 *       into the state.
 *   <li><b>Parsers</b> are the workers of a swarm. Each page is a task, which adds words to the
 *       index, and links to what was found.
 *   <li><b>A display</b> is a child that looks at the newest state only, and shows how far it is.
 *   <li><b>This process</b> hands pages to the parsers, and notes what killed one.
 * </ul>
 *
 * <p>One page kills its parser in native code, as a bug in a library might. Nothing but that page
 * is lost, and it is named in the end.
 */
final class Crawler {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]+)\">");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  private Crawler() {}

  /** One that fails has an address that nobody else will fetch: then all is over. */
  @ChildProcess(
      setup = "client",
      restart = @Restart(on = RestartPolicy.NEVER, onGiveUp = GiveUp.STOP_ROOT))
  static void fetcher(HttpClient client, CrawlState crawl) throws InterruptedException {
    while (true) {
      // Any predicate will do: it runs here, over every revision since the last look.
      Crawl now = crawl.await(c -> c.taken() < c.found().size() || isOver(c));
      if (isOver(now)) {
        return;
      }
      // Another fetcher may have been faster, so look again; take one if there still is one.
      List<URI> mine =
          crawl.atomicallyGet(
              draft -> {
                int first = draft.taken();
                draft.taken(Math.min(first + 1, draft.found().size()));
                return draft.found().subList(first, draft.taken());
              });
      for (URI address : mine) {
        fetch(client, crawl, address);
      }
    }
  }

  /** Whatever comes of it, the address is dealt with in the end: everybody waits for that. */
  private static void fetch(HttpClient client, CrawlState crawl, URI address)
      throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 200) {
        crawl.fetched().put(address, response.body());
      } else {
        giveUp(crawl, address, "answers with " + response.statusCode());
      }
    } catch (IOException e) {
      giveUp(crawl, address, "does not answer");
    } catch (IllegalArgumentException e) {
      giveUp(crawl, address, "cannot be fetched: " + e.getMessage());
    }
  }

  /** What each fetcher makes once, and has for all its pages. */
  static HttpClient client() {
    return HttpClient.newHttpClient();
  }

  /**
   * Deals with a page. All of it is one transaction, so a parser that dies in it has done nothing;
   * and one that dies after it, before anybody knows, does no harm: done again, it finds the page
   * gone.
   */
  @ChildProcess
  static void parse(CrawlState crawl, URI address, String page)
      throws ReflectiveOperationException {
    if (page.contains("<poison>")) {
      writeToNull();
    }
    String text = TAG.matcher(page).replaceAll(" ").toLowerCase(Locale.ROOT);
    Set<String> words = matches(WORD, text, 0).collect(Collectors.toSet());
    List<URI> links = matches(LINK, page, 1).map(address::resolve).toList();
    crawl.atomically(
        draft -> {
          if (!draft.fetched().containsKey(address)) {
            return;
          }
          for (String word : words) {
            draft.index().put(word, with(draft.index().getOrDefault(word, Set.of()), address));
          }
          draft.found(merged(draft.found(), links));
          draft.fetched().remove(address);
          draft.done(draft.done() + 1);
        });
  }

  /** Shows how far it is. It may miss numbers, but never the last one. */
  @ChildProcess
  @WaitFor(value = "changed(done)", repeat = true, live = true)
  static void display(Crawl now) {
    System.err.printf(
        "\r%d of %d pages, %d words", now.done(), now.found().size(), now.index().size());
    if (isOver(now)) {
      System.err.println();
      throw new ProcessExit(0);
    }
  }

  private static boolean isOver(Crawl crawl) {
    return !crawl.found().isEmpty() && crawl.done() == crawl.found().size();
  }

  private static void giveUp(CrawlState crawl, URI address, String why) {
    crawl.atomically(
        draft -> {
          draft.broken().put(address, why);
          draft.fetched().remove(address);
          draft.done(draft.done() + 1);
        });
  }

  public static void main(String[] args) throws IOException {
    int pages = args.length > 0 ? Integer.parseInt(args[0]) : 40;
    int poisoned = args.length > 1 ? Integer.parseInt(args[1]) : 13;
    try (CrawledSite site = new CrawledSite(pages, poisoned);
        ZProc zproc = ZProc.open();
        Swarm parsers = zproc.swarm(s -> s.workers(2).attempts(2).output(Output.DISCARD))) {
      CrawlState crawl = CrawlState.of(zproc);
      crawl.found().set(List.of(site.start()));
      zproc.spawn(CrawlerLauncher.fetcher(), 2);
      zproc.spawn(CrawlerLauncher.display());
      handOver(crawl, parsers);
      zproc.awaitAll();
      print(crawl.snapshot());
    }
  }

  /** Gives each page that is fetched to a parser, until there is nothing left to do. */
  private static void handOver(CrawlState crawl, Swarm parsers) {
    try (Watch<Crawl> watch = crawl.watch(crawl.fetched(), crawl.done()).open()) {
      for (Change<Crawl> change : watch) {
        for (Change.EntryChange<URI, String> page : change.entries(crawl.fetched())) {
          if (page.value() != null) {
            parsers
                .submit(CrawlerLauncher.parse(page.key(), page.value()))
                .whenComplete((nothing, failure) -> note(crawl, page.key(), failure));
          }
        }
        if (isOver(change.snapshot())) {
          return;
        }
      }
    }
  }

  private static void note(CrawlState crawl, URI address, @Nullable Throwable failure) {
    if (failure != null && crawl.fetched().containsKey(address)) {
      giveUp(
          crawl,
          address,
          failure instanceof TaskFailedException failed
              ? failed.end() + ", " + failed.attempts() + " times"
              : "cannot be parsed: " + failure.getMessage());
    }
  }

  private static void print(Crawl crawl) {
    System.out.printf("%d pages, %d words%n", crawl.done(), crawl.index().size());
    crawl.index().entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Set<URI>> entry) -> -entry.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .limit(3)
        .forEach(
            entry ->
                System.out.printf("%s is on %d pages%n", entry.getKey(), entry.getValue().size()));
    new TreeMap<>(crawl.broken())
        .forEach((address, why) -> System.out.println(shown(address) + " " + why));
  }

  private static String shown(URI address) {
    return address.isOpaque() ? address.toString() : address.getPath();
  }

  private static Set<URI> with(Set<URI> addresses, URI one) {
    Set<URI> more = new HashSet<>(addresses);
    more.add(one);
    return more;
  }

  private static List<URI> merged(List<URI> known, List<URI> links) {
    Set<URI> all = new LinkedHashSet<>(known);
    all.addAll(links);
    return List.copyOf(all);
  }

  private static Stream<String> matches(Pattern pattern, String text, int group) {
    return pattern.matcher(text).results().map(match -> match.group(group));
  }

  /** A bug of the kind that no exception tells of. */
  private static void writeToNull() throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Field instance = unsafe.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    unsafe.getMethod("putAddress", long.class, long.class).invoke(instance.get(null), 0L, 0L);
  }
}
