package dev.zproc.runtime.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kryo costs a cold JVM almost 100 ms; scalars must not load it. */
class LazinessTest {

  /** Runs in a class loader that says what it loaded. */
  public static final class Scalars implements Runnable {
    @Override
    public void run() {
      var text = dev.zproc.runtime.spi.ValueTypes.STRING;
      var number = dev.zproc.runtime.spi.ValueTypes.INT;
      var numbers = dev.zproc.runtime.spi.ValueTypes.list(dev.zproc.runtime.spi.ValueTypes.INT);
      if (!text.decode(text.encode("x")).equals("x")
          || number.decode(number.encode(1)) != 1
          || numbers.name().isEmpty()) {
        throw new AssertionError();
      }
    }
  }

  private static final class Recorder extends URLClassLoader {
    private final List<String> loaded = new ArrayList<>();

    Recorder(URL[] urls) {
      super(urls, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }
  }

  @Test
  void scalarsLoadNoKryo() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      urls.add(java.nio.file.Path.of(entry).toUri().toURL());
    }
    try (Recorder recorder = new Recorder(urls.toArray(new URL[0]))) {
      Runnable scalars =
          (Runnable)
              recorder.loadClass(Scalars.class.getName()).getDeclaredConstructor().newInstance();
      scalars.run();
      assertThat(recorder.loaded)
          .contains("dev.zproc.runtime.internal.codec.Codecs")
          .noneMatch(name -> name.equals("com.esotericsoftware.kryo.Kryo"))
          .noneMatch(name -> name.equals("com.esotericsoftware.kryo.Serializer"));
    }
  }
}
