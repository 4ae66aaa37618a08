package dev.zproc.runtime;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * A root process whose class path has nothing but this class, and which runs another main class
 * from a class loader of its own, as build tools and servers do. Needs no class but the JDK's.
 */
final class Loaders {

  private Loaders() {}

  /**
   * Runs it.
   *
   * @param args {@code url} or {@code own}, which is no URLClassLoader; the class path; the main
   *     class, and its arguments
   */
  public static void main(String[] args) throws Exception {
    String[] entries = args[1].split(File.pathSeparator);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(entries[i]).toUri().toURL();
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    URLClassLoader files = new URLClassLoader(urls, platform);
    ClassLoader loader = args[0].equals("url") ? files : new Own(files);
    Thread.currentThread().setContextClassLoader(loader);
    var main = loader.loadClass(args[2]).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    main.invoke(null, (Object) java.util.Arrays.copyOfRange(args, 3, args.length));
  }

  /** Defines the classes itself; so nobody can know where they come from. */
  private static final class Own extends ClassLoader {

    private final URLClassLoader files;

    Own(URLClassLoader files) {
      super("own", ClassLoader.getPlatformClassLoader());
      this.files = files;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      try (InputStream in = files.getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    @Override
    public URL getResource(String name) {
      return files.getResource(name);
    }

    @Override
    public java.util.Enumeration<URL> getResources(String name) throws IOException {
      return files.getResources(name);
    }
  }
}
