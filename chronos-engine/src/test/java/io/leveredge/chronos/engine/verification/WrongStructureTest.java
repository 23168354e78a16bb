package io.leveredge.chronos.engine.verification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.engine.verification.VerifyBackup.Depth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong before it was hashed: the manifest agrees with the bytes, and they are wrong. */
class WrongStructureTest {
  private static final String DUMP =
      "CREATE TABLE a ();\n\n--\n-- PostgreSQL database dump complete\n--\n\n";
  private static final String GLOBALS = "CREATE ROLE a;\n\n-- CHRONOS globals complete\n";
  private static final String LINES = "{\"kind\":\"header\"}\n{\"kind\":\"end\",\"runs\":0}\n";
  private static final String WORKFLOWS =
      """
      [
      {"id":"a","name":"\\"}]\\u00e9é","nodes":[{"x":-1.5e+3,"y":[]},{}],"connections":{},\
      "settings":null,"active":false},
      { "settings" : {"deep": [[[{"id": true}]]]} , "id": 2, "name":"", "nodes":[], "connections":{}}
      ]
      """;
  private static final String CREDENTIALS =
      "[\n{\"id\":\"1\",\"name\":\"mail\",\"type\":\"smtp\"}\n]\n";
  private static final int LARGE = 300_001;

  @TempDir Path folder;
  private byte[] tar = {};

  @BeforeEach
  void pack() throws Exception {
    byte[] large = new byte[LARGE];
    new Random(7).nextBytes(large);
    Path tree = Files.createDirectories(folder.resolve("tree/folder"));
    Files.write(tree.resolve("large"), large);
    Files.writeString(tree.resolve("small"), "small");
    Files.createFile(tree.resolve("name".repeat(40)));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("small"));
    Files.createLink(tree.resolve("other name"), tree.resolve("small"));
    tar = packed("tree");
  }

  /** As GNU tar packs it, which knows nothing of us. */
  private byte[] packed(String what) throws Exception {
    Process program =
        new ProcessBuilder(
                "tar", "--format=pax", "--sort=name", "-C", folder.toString(), "-c", what)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] packed = program.getInputStream().readAllBytes();
    assertThat(program.waitFor()).isZero();
    return packed;
  }

  @ParameterizedTest
  @EnumSource(Depth.class)
  void whatIsAsItsNameSaysIsIntact(Depth depth) {
    assertThat(fault("database.sql", DUMP, depth)).isEmpty();
    assertThat(fault("database.sql", DUMP + "\\unrestrict aZ09\n\n", depth)).isEmpty();
    assertThat(fault("globals.sql", GLOBALS, depth)).isEmpty();
    assertThat(fault("state.jsonl", LINES, depth)).isEmpty();
    assertThat(fault("config.tar", tar, depth)).isEmpty();
    assertThat(fault("workflows.json", WORKFLOWS, depth)).isEmpty();
    assertThat(fault("workflows.json", "[]\n", depth)).isEmpty();
    assertThat(fault("credentials_metadata.json", CREDENTIALS, depth)).isEmpty();
    assertThat(fault("anything.txt", "anything", depth)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Depth.class)
  void dumpWithoutItsLastLinesIsCorrupt(Depth depth) {
    String end = "pg_dump's last lines";
    assertThat(fault("database.sql", "", depth)).hasValueSatisfying(why -> contains(why, end));
    for (int cut = 2; cut < DUMP.length() - DUMP.indexOf("--"); cut++) {
      assertThat(fault("database.sql", DUMP.substring(0, DUMP.length() - cut), depth))
          .as("%d bytes cut off", cut)
          .hasValueSatisfying(why -> contains(why, end));
    }
    assertThat(fault("database.sql", DUMP + "SELECT 1;\n", depth)).isPresent();
    assertThat(fault("database.sql", DUMP + "\\unrestrict \n", depth)).isPresent();
    assertThat(fault("database.sql", "x" + DUMP.substring(DUMP.indexOf("--")), depth)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(Depth.class)
  void globalsAndLinesWithoutTheirEndAreCorrupt(Depth depth) {
    assertThat(fault("globals.sql", GLOBALS.substring(0, GLOBALS.length() - 1), depth))
        .hasValueSatisfying(why -> contains(why, "roles and settings"));
    assertThat(fault("database.index.jsonl", "{\"kind\":\"header\"}\n", depth))
        .hasValueSatisfying(why -> contains(why, "last line"));
    assertThat(fault("state.jsonl", LINES.substring(0, LINES.length() - 3), depth)).isPresent();
    assertThat(fault("state.jsonl", LINES + "{\"kind\":\"more\"}\n", depth)).isPresent();
  }

  @Test
  void workflowsThatAreCutOrNoWorkflowsAreCorrupt() {
    String whole = WORKFLOWS.stripTrailing();
    for (int cut = 0; cut < whole.length(); cut++) {
      String part = whole.substring(0, cut);
      assertThat(fault("workflows.json", part, Depth.PLAIN)).as(part).isPresent();
      assertThat(fault("workflows.json", part, Depth.STORED).isPresent())
          .as(part)
          .isEqualTo(!part.stripTrailing().endsWith("]"));
    }
    for (String member : new String[] {"id", "name", "nodes", "connections", "settings"}) {
      String other = WORKFLOWS.replaceFirst("\"" + member + "\"", "\"x" + member + "\"");
      assertThat(fault("workflows.json", other, Depth.PLAIN))
          .hasValueSatisfying(why -> contains(why, "lacks " + member));
    }
    assertThat(fault("credentials_metadata.json", "[{\"id\":\"1\"}]", Depth.PLAIN))
        .hasValueSatisfying(why -> contains(why, "lacks name, type"));
  }

  @Test
  void workflowThatN8nGaveWithoutAMemberIsIntactWhereThatWasNotedAndWhatIsNoJsonIsNot() {
    for (String odd : new String[] {"[{\"a\":1}]", "[{}]", "[ { \"a\" : [true,null,-0.1E5] } ]"}) {
      assertThat(faultWhereOddOnesWereNoted(odd)).as(odd).isEmpty();
      assertThat(fault("workflows.json", odd, Depth.PLAIN)).as(odd).isPresent();
    }
    for (String wrong :
        new String[] {
          "{}",
          "[1]",
          "[[]]",
          "\"]",
          "[{},]",
          "[}]",
          "[{]}",
          "[{\"a\" 1}]",
          "[{\"a\":}]",
          "[{1:1}]",
          "[{\"a\":tru}]",
          "[{\"a\":nulll}]",
          "[{\"a\":\"\n\"}]",
          "[{\"a\":\"\\x\"}]",
          "[{\"a\":\"\\u12g4\"}]",
          "[{\"a\":1 2}]",
          "[{\"a\":1,}]",
          "[{\"a\":e}]",
          "[]]",
          "[][]",
          "[] x",
          "[\u0000]"
        }) {
      assertThat(faultWhereOddOnesWereNoted(wrong)).as(wrong).isPresent();
    }
  }

  private static Optional<String> faultWhereOddOnesWereNoted(String workflows) {
    StoredBytes odd = new StoredBytes(Component.WORKFLOWS, List.of("Workflow 1 has no settings"));
    odd.add("workflows.json", Codec.NONE, workflows.getBytes(UTF_8));
    return fault(odd, Depth.PLAIN);
  }

  @ParameterizedTest
  @EnumSource(Depth.class)
  void archiveWithoutItsEndIsCorrupt(Depth depth) {
    int content = contentEnd();
    assertThat(fault("config.tar", Arrays.copyOf(tar, content), depth))
        .hasValueSatisfying(why -> contains(why, "two blocks of zeros"));
    assertThat(fault("config.tar", Arrays.copyOf(tar, content + 512), depth))
        .hasValueSatisfying(why -> contains(why, "two blocks of zeros"));
    assertThat(fault("config.tar", Arrays.copyOf(tar, content + 1025), depth)).isPresent();
    assertThat(fault("config.tar", Arrays.copyOf(tar, content + 1024), depth)).isEmpty();
    assertThat(fault("config.tar", new byte[0], depth)).isPresent();
  }

  /** The end is as it should be: only the walk from the front finds these. */
  @ParameterizedTest
  @ValueSource(ints = {0, 124, 148, 156, 257, 300})
  void archiveWithAWrongHeaderIsCorruptInDepth(int at) {
    for (int header : new int[] {0, tar.length > 0 ? header("tree/folder/small") : 0}) {
      byte[] wrong = tar.clone();
      wrong[header + at] ^= 1;
      assertThat(fault("config.tar", wrong, Depth.PLAIN))
          .hasValueSatisfying(why -> contains(why, "has not its checksum, at byte " + header));
      assertThat(fault("config.tar", wrong, Depth.STORED)).isEmpty();
    }
  }

  @Test
  void archiveThatLacksOrHasBytesInTheMiddleIsCorruptInDepth() {
    int large = header("tree/folder/large") + 512;
    byte[] shorter = new byte[tar.length - 512];
    System.arraycopy(tar, 0, shorter, 0, large);
    System.arraycopy(tar, large + 512, shorter, large, shorter.length - large);
    assertThat(fault("config.tar", shorter, Depth.PLAIN)).isPresent();

    byte[] longer = new byte[tar.length + 512];
    System.arraycopy(tar, 0, longer, 0, large);
    System.arraycopy(tar, large, longer, large + 512, tar.length - large);
    assertThat(fault("config.tar", longer, Depth.PLAIN)).isPresent();

    byte[] behind = Arrays.copyOf(tar, tar.length + 2048);
    System.arraycopy(tar, 0, behind, tar.length, 512);
    assertThat(fault("config.tar", behind, Depth.PLAIN))
        .hasValueSatisfying(why -> contains(why, "behind the end of the archive, at byte"));
  }

  @Test
  void archiveThatEndsWithinItsLastFileIsCorrupt() throws Exception {
    byte[] one = packed("tree/folder/large");
    // The zeros at the end are taken for content: in depth the content is found too short.
    byte[] lacking = new byte[512 + 1024 + 1024];
    System.arraycopy(one, header(one, "tree/folder/large"), lacking, 0, 512 + 1024);
    assertThat(fault("config.tar", lacking, Depth.STORED)).isEmpty();
    assertThat(fault("config.tar", lacking, Depth.PLAIN))
        .hasValueSatisfying(why -> contains(why, "in the middle of an entry"));
  }

  /** What a header cannot say in eleven digits stands before it. */
  @Test
  void sizeInTheExtendedHeaderIsTaken() {
    byte[] archive = new TarSample().extended("19 size=0000001024\n").file(0, 1024).end();
    assertThat(fault("config.tar", archive, Depth.PLAIN)).isEmpty();
    for (String wrong : new String[] {"19 size=0000002048\n", "25 size=0000001024\n", "x\n"}) {
      byte[] other = new TarSample().extended(wrong).file(0, 1024).end();
      assertThat(fault("config.tar", other, Depth.PLAIN)).as(wrong).isPresent();
    }
  }

  @Test
  void indexThatLeadsNowhereIsNamed() {
    StoredBytes indexed = new StoredBytes();
    indexed.add("database.sql.gz", Codec.GZIP, DUMP.getBytes(UTF_8));
    indexed.add(
        "database.index.jsonl.gz",
        Codec.GZIP,
        "{\"kind\":\"blocks\",\"at\":[[0,0],[9,9],[8,9]]}\n{\"kind\":\"end\"}\n".getBytes(UTF_8));
    assertThat(indexed.verdicts(Depth.STORED).getFirst())
        .isInstanceOfSatisfying(
            FileVerdict.Corrupt.class,
            corrupt ->
                assertThat(corrupt.problem())
                    .isEqualTo("database.index.jsonl.gz has blocks that are not in order"));
    assertThat(indexed.verdicts(Depth.PLAIN))
        .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(FileVerdict.Intact.class));
  }

  private int contentEnd() {
    int end = tar.length;
    while (tar[end - 1] == 0) {
      end--;
    }
    return (end + 511) / 512 * 512;
  }

  private int header(String name) {
    return header(tar, name);
  }

  private static int header(byte[] archive, String name) {
    String text = new String(archive, ISO_8859_1);
    int at = text.indexOf(name + "\0");
    while (at % 512 != 0) {
      at = text.indexOf(name + "\0", at + 1);
    }
    return at;
  }

  private static void contains(String why, String part) {
    assertThat(why).contains(part);
  }

  private static Optional<String> fault(String name, String text, Depth depth) {
    return fault(name, text.getBytes(UTF_8), depth);
  }

  private static Optional<String> fault(String name, byte[] plain, Depth depth) {
    StoredBytes one = new StoredBytes();
    one.add(name, Codec.NONE, plain);
    return fault(one, depth);
  }

  private static Optional<String> fault(StoredBytes one, Depth depth) {
    return switch (one.verdicts(depth).getFirst()) {
      case FileVerdict.Intact intact -> Optional.empty();
      case FileVerdict.Corrupt corrupt -> {
        assertThat(corrupt.actual()).as("the bytes are those").contains(corrupt.expected());
        yield Optional.of(corrupt.problem());
      }
      case FileVerdict.Missing missing -> throw new AssertionError(missing);
    };
  }
}
