package io.leveredge.chronos.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * README.md, typed block by block into three terminals by somebody new to it: a backup, its proof,
 * a restore, its undo, a drill, the loss of the database and of the catalog, and the way back.
 * After it docs/restore/without-a-service.md, at a terminal and with the service stopped. What
 * differs from what is printed are ports and folders.
 */
class WalkthroughTest {
  private static final String ROWS = "100000\\|\\w{32}\\|\\w{32}";
  private static final String RESTORED = "\"restore_id\":\"[^\"]+\",\"status\":\"completed\"";
  private static final String GOES_ON = "CHRONOS serves on ";

  @TempDir static Path folder;

  private static final List<String> shown = new ArrayList<>();
  private static final List<String> withoutService = new ArrayList<>();
  private static Path checkout;
  private static Typing fake;
  private static Typing service;
  private static Typing third;
  private static UnaryOperator<String> here;

  @BeforeAll
  static void openTheTerminals() throws Exception {
    checkout = Checkout.in(folder, List.of("chronos-app", "chronos-testkit-n8n"));
    String port = freePort();
    String n8n = freePort();
    here =
        commands ->
            commands
                .replace("localhost:8010", "localhost:" + port)
                .replace("build/fleet-calls ", "build/fleet-calls http://localhost:" + port + " ")
                .replace("5678", n8n)
                .replace("/tmp/chronos-example", folder + "/example")
                .replace("tmp/chronos-example", (folder + "/example").substring(1));
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", System.getProperty("java.home"),
            "CHRONOS_PORT", port,
            "CHRONOS_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:-AutoCreateSharedArchive",
            "EMBEDDED_POSTGRES_PORT", "0",
            "RESERVE_MB", "0");
    fake = new Typing(checkout, environment);
    service = new Typing(checkout, environment);
    third = new Typing(checkout, environment);
    walk(Runbook.read(Checkout.TESTED.resolve("README.md")));
    goOnWithoutTheService(
        Runbook.read(Checkout.TESTED.resolve("docs/restore/without-a-service.md")));
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  /**
   * The blocks say themselves into which terminal they go: the service is started in the second.
   */
  private static void walk(Runbook readme) throws Exception {
    Iterator<Runbook.Step> steps = readme.steps().iterator();
    assertThat(steps.next().commands()).as("the two commands").contains("./chronos test");
    boolean runs = false;
    while (steps.hasNext()) {
      String commands = here.apply(steps.next().commands());
      if (commands.contains("./chronos fake-n8n")) {
        fake.typeUntil(commands, "n8n");
      } else if (commands.contains("./chronos run")) {
        if (runs) {
          service.interrupt();
        }
        service.typeUntil(commands, GOES_ON);
        runs = true;
      } else {
        shown.add(third.type(commands));
      }
    }
  }

  /**
   * The backup lies on another disk, the table is lost, and no service runs where its settings are.
   */
  private static void goOnWithoutTheService(Runbook page) throws Exception {
    String stick = folder.resolve("usb").toString();
    third.type(
        """
        cp -r "$(curl -s $URL/backups/$BACKUP | sed -E 's/.*"path":"([^"]*)".*/\\1/')" %s
        psql service=chronos -c "DROP TABLE notes"
        """
            .formatted(stick));
    service.interrupt();
    List<String> commands =
        page.steps().getFirst().commands().replace("/mnt/usb/2026-01-19", stick).lines().toList();
    assertThat(commands).hasSize(2);
    withoutService.add(service.type(commands.get(0)));
    String atATerminal = "script -qec '" + commands.get(1) + "' /dev/null";
    withoutService.add(service.type(atATerminal + " <<< restore"));
    withoutService.add(service.typeUntil(atATerminal, "Type 'restore'"));
    service.pressAtLast("\u0003");
  }

  @AfterAll
  static void closeTheTerminals() throws Exception {
    for (Typing each : List.of(third, service, fake)) {
      each.close();
    }
    Checkout.leave(checkout);
  }

  @Test
  void theBackupIsTakenAndOrdinaryToolsProveIt() {
    assertThat(shown.get(0)).contains("SELECT 100000", "\"status\":\"completed\"");
    assertThat(shown.get(1))
        .contains("ok      HADES: the newest backup of all", "database.sql.gz: OK")
        .contains("config.tar.gz: OK", "workflows.json: OK", "CREATE DATABASE", "colour = blue")
        .doesNotContain("FAILED  ")
        .satisfies(it -> assertThat(times(ROWS, it)).isEqualTo(2))
        .satisfies(it -> assertThat(times("\"name\":\"[^\"]+\"", it)).isEqualTo(3));
  }

  @Test
  void theDroppedTableComesBack() {
    assertThat(shown.get(2))
        .contains("DROP TABLE", "\"dry_run\":true")
        .contains("\"change\":\"created\",\"name\":\"public.notes\"")
        .satisfies(it -> assertThat(times(RESTORED, it)).isEqualTo(1))
        .satisfies(it -> assertThat(times(ROWS, it)).isEqualTo(1));
  }

  @Test
  void theRestoreIsUndoneAndDoneAgainAndADrillProvesTheBackup() {
    assertThat(shown.get(3))
        .contains("ERROR:  relation \"notes\" does not exist", "\"proven\":true")
        .satisfies(it -> assertThat(times(RESTORED, it)).isEqualTo(2));
  }

  @Test
  void afterTheLossOfTheDatabaseEverythingComesBack() {
    assertThat(shown.get(4))
        .satisfies(it -> assertThat(times(RESTORED, it)).isEqualTo(1))
        .satisfies(it -> assertThat(times(ROWS, it)).isEqualTo(1));
    assertThat(shown).hasSize(5);
  }

  @Test
  void noCommandFailsButTheLookForTheTableThatIsUndone() {
    assertThat(Pattern.compile(Typing.FAILED + ".*").matcher(String.join("", shown)).results())
        .singleElement()
        .satisfies(it -> assertThat(it.group()).contains("SELECT count(*) FROM notes"));
    assertThat(shown).noneMatch(it -> it.contains("\"code\":"));
  }

  @Test
  void withoutTheServiceAPlanIsShownAndThenABarAndTheTableIsBack() {
    assertThat(withoutService.get(0))
        .contains("created     public.notes", "A dry run: nothing was changed");
    assertThat(withoutService.get(1))
        .contains("Type 'restore' to do it", "database: restored", "] 100 %")
        .containsPattern("\\[#*-*] +\\d+ %  (verifying|database: )")
        .doesNotContain(Typing.FAILED);
  }

  @Test
  void ctrlCAtTheQuestionStopsTheServerThatWasStartedForIt() throws IOException {
    assertThat(withoutService.get(2)).containsPattern("public.notes  now (about )?100000 ");
    try (Stream<Path> files = Files.walk(checkout.resolve(".chronos/postgres"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("PG_VERSION")
          .doesNotContain("postmaster.pid");
    }
  }

  private static long times(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
