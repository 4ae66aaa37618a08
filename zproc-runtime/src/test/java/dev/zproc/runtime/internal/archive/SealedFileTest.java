package dev.zproc.runtime.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileTest {

  private static final int BYTES = 600_000;

  private Path file;
  private byte[] content;

  @BeforeEach
  void seal(@TempDir Path folder) throws Exception {
    byte[] archive = new byte[BYTES];
    new Random(1).nextBytes(archive);
    file = Files.write(folder.resolve("archive"), archive);
    SealedFile.seal(file);
    content = Files.readAllBytes(file);
  }

  @Test
  void isWholeAsItWasSealed() {
    assertThat(SealedFile.isWhole(file)).isTrue();
    assertThat(content).hasSize(BYTES + 16);
  }

  @Test
  void isNotWholeIfAByteDiffers() throws Exception {
    for (int at : new int[] {0, 1, BYTES / 2, BYTES - 1, BYTES, BYTES + 8, BYTES + 15}) {
      byte[] other = content.clone();
      other[at] ^= 0x10;
      Files.write(file, other);
      assertThat(SealedFile.isWhole(file)).as("byte %s", at).isFalse();
    }
  }

  @Test
  void isNotWholeIfItIsCutOffOrLonger() throws Exception {
    for (int length : new int[] {0, 1, 15, 16, 17, BYTES, BYTES + 15, BYTES + 17}) {
      Files.write(file, Arrays.copyOf(content, length));
      assertThat(SealedFile.isWhole(file)).as("%s bytes", length).isFalse();
    }
    Files.delete(file);
    assertThat(SealedFile.isWhole(file)).isFalse();
    Files.createDirectory(file);
    assertThat(SealedFile.isWhole(file)).isFalse();
  }

  @Test
  void isWholeForAnInterruptedThreadToo() {
    Thread.currentThread().interrupt();
    boolean whole = SealedFile.isWhole(file);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(whole).isTrue();
  }
}
