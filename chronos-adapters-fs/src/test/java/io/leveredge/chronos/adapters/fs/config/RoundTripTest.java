package io.leveredge.chronos.adapters.fs.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.ComponentResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** GNU tar puts back what was there. */
final class RoundTripTest {
  @TempDir Path folder;
  private Path tree;
  private ConfigTrial trial;

  @BeforeEach
  void makeTree() throws Exception {
    tree = Files.createDirectory(folder.toRealPath().resolve("tree"));
    trial = new ConfigTrial(folder.toRealPath());
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void treeComesBackAsItWas(Codec codec) throws Exception {
    Shell.run(
        tree,
        """
        mkdir -p app/conf.d empty 'with space'
        printf 'key = value\\n' >app/main.conf
        head -c 3000000 /dev/urandom >app/large.bin
        head -c 1048576 /dev/urandom >app/exactly.bin
        : >app/conf.d/nothing
        chmod 0600 app/main.conf; chmod 04751 app/large.bin; chmod 01777 empty; chmod 0555 app/conf.d
        ln -s main.conf app/link; ln -s /nowhere/at/all app/dangling; ln -s . app/loop
        ln app/main.conf 'with space/other name'
        mkfifo app/pipe
        touch -d '2001-02-03 04:05:06.123456789 UTC' app/main.conf
        touch -d '1969-12-31 23:59:58.25 UTC' app/large.bin
        touch -h -d '2020-01-01 00:00:00.000000001 UTC' app/link
        touch -d '2010-10-10 10:10:10.1 UTC' app empty
        """);
    ConfigTrial.Made made =
        trial.capture(codec, new ConfigSettings(List.of(tree), List.of(), List.of()));
    assertThat(made.result().missing()).isEmpty();
    assertThat(made.result().state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(Shell.describe(trial.unpack(made, tree))).isEqualTo(Shell.describe(tree));
  }

  @Test
  void namesComeBackByteForByte() throws Exception {
    Shell.run(
        tree,
        """
        touch $'line\\nbreak' -- '-dash' $'\\xff\\xfe not text' $'caf\\xc3\\xa9' $'back\\\\slash' '*' '"'
        touch "$(printf 'n%.0s' {1..255})" "$(printf '\\xe4%.0s' {1..255})"
        mkdir -p "$(printf 'd%.0s' {1..200})/$(printf '\\xff%.0s' {1..200})"
        touch "$(printf 'd%.0s' {1..200})/$(printf '\\xff%.0s' {1..200})/deep"
        ln -s $'\\xff//to/' $'\\xc3\\xa4 link'; ln -s "$(printf '\\xfe%.0s' {1..300})" longlink
        ln $'caf\\xc3\\xa9' $'second\\xffname'
        """);
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(made.result().missing()).isEmpty();
    assertThat(Shell.describe(trial.unpack(made, tree))).isEqualTo(Shell.describe(tree));
  }
}
