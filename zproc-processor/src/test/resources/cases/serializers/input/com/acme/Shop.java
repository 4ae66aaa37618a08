package com.acme;

import com.acme.foreign.Matrix;
import com.acme.foreign.MatrixSerializer;
import dev.zproc.ChildProcess;
import dev.zproc.Serializers;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.state.StateMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets in a class of a library, for all that is nested here. */
@Serializers({MatrixSerializer.class, PatternSerializer.class})
final class Shop {

  @State
  interface Till {
    @Nullable Money total();

    default Money change() {
      return Money.ofCents(5);
    }

    List<Matrix> matrices();

    StateMap<Money, Order> orders();
  }

  @ChildProcess
  @WaitFor("exists(total) && changed(change)")
  static @Nullable Money pay(Shop_TillState till, Money price, Map<Money, Matrix[]> loads) {
    return price;
  }
}
