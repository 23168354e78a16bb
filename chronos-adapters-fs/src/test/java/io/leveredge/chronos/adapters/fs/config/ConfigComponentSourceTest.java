package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.testkit.source.ComponentSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Configuration files keep what every source promises. */
final class ConfigComponentSourceTest extends ComponentSourceContract {
  @TempDir Path folder;
  private ConfigFilesSource source;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectory(folder.resolve("app"));
    Files.writeString(folder.resolve("app/main.conf"), "key = value\n");
    Files.write(folder.resolve("large.bin"), new byte[3 << 20]);
    source = new ConfigFilesSource(new ConfigSettings(List.of(folder), List.of(), List.of()));
  }

  @Override
  protected ComponentSource source() {
    return source;
  }
}
