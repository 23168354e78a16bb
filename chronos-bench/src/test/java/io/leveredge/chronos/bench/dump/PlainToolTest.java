package io.leveredge.chronos.bench.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.bench.process.BenchFailure;
import io.leveredge.chronos.bench.process.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainToolTest {
  private final SystemClock clock = new SystemClock();
  private final Shell shell = new Shell(new OsChildProcesses(clock), clock);

  @TempDir Path folder;
  private Path output;

  @BeforeEach
  void outputLiesInTheFolder() {
    output = folder.resolve("output");
  }

  @Test
  void whatAToolWritesIsCountedAndThenDeleted() throws IOException {
    pgDump("printf 'a dump of twenty byt'");
    PlainTool tool = new PlainTool("cat", Optional.empty(), "\"$PG_BIN\"/pg_dump | cat >\"$OUT\"");
    Measured measured = contender(tool).dump();
    assertThat(measured.storedBytes()).isEqualTo(20);
    assertThat(measured.wall()).isPositive();
    assertThat(output).doesNotExist();
  }

  @Test
  void whatGoesNowhereTakesNoSpace() throws IOException {
    pgDump("echo dump");
    assertThat(contender(PlainTool.BARE).dump().storedBytes()).isZero();
  }

  @Test
  void aFailedDumpIsNoMeasurementEvenWhereTheCompressorIsContent() throws IOException {
    pgDump("echo 'no such database' >&2; exit 1");
    PlainTool gzip = PlainTool.COMPRESSING.getFirst();
    assertThat(gzip.name()).isEqualTo("pg_dump | gzip");
    assertThatThrownBy(() -> contender(gzip).dump())
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("no such database");
    assertThat(output).doesNotExist();
  }

  @Test
  void aToolWhoseProgramIsMissingIsNotInstalled() {
    assertThat(new PlainTool("x", Optional.of("no-such-compressor"), "").isInstalled()).isFalse();
    assertThat(PlainTool.BARE.isInstalled()).isTrue();
  }

  private Contender contender(PlainTool tool) {
    return tool.on(shell, Map.of("PG_BIN", folder.toString()), output);
  }

  private void pgDump(String script) throws IOException {
    Path program = folder.resolve("pg_dump");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }
}
