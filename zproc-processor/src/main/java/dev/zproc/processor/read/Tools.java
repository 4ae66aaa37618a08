package dev.zproc.processor.read;

import dev.zproc.processor.report.Reporter;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * What the compiler offers for looking around in one round, and where problems go.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
public final class Tools {

  private final Elements elements;
  private final Types types;
  private final Reporter reporter;
  private final States states;
  private final Origins origins;

  /**
   * Makes the tools of a round.
   *
   * @param states the {@code @State} types whose accessors are being generated and do not exist yet
   */
  public Tools(Elements elements, Types types, Reporter reporter, List<TypeElement> states) {
    this.elements = elements;
    this.types = types;
    this.reporter = reporter;
    this.states = new States(elements, states);
    this.origins = new Origins(elements);
  }

  public Elements elements() {
    return elements;
  }

  public Types types() {
    return types;
  }

  public Reporter reporter() {
    return reporter;
  }

  public Origins origins() {
    return origins;
  }

  States states() {
    return states;
  }
}
