package io.leveredge.chronos.adapters.postgres.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableBesideTest {
  private static TestDatabase house;
  private static TestDump dump;

  @BeforeAll
  static void aBackup() throws Exception {
    house = RestoreTrial.filled(TableBesideTest.class, "house.sql");
    dump = TestDump.of(house);
    house.execute("DELETE FROM app.events; DROP TABLE app.plain");
  }

  private static long beside(TestDump from, String table, String as) {
    return new TableBeside(RestoreTrial.settings(house))
        .restore(
            from, Map.of(new TableName("app", table), new TableName("app", as)), transaction -> {})
        .getFirst()
        .rows();
  }

  @Test
  void tablesOfEveryKindComeBackUnderAnotherName() throws Exception {
    assertThat(beside(dump, "customers", "customers as of \"then\"")).isEqualTo(500);
    assertThat(
            house.value(
                "SELECT count(*) FROM app.\"customers as of \"\"then\"\"\" a"
                    + " JOIN app.customers b USING (id, mail, lower_mail, secret)"))
        .contains("500");
    assertThat(beside(dump, "events_old", "events_then")).isEqualTo(8639);
    assertThat(house.value("SELECT count(*) FROM app.events_old")).contains("0");
    assertThat(beside(dump, "plain", "plain_then")).isEqualTo(30000);
  }

  @Test
  void childBesideTheLiveOnesAddsNothingToItsParent() throws Exception {
    house.execute(
        """
        CREATE TABLE app."a parent" (i int PRIMARY KEY, note text);
        CREATE TABLE app.child (more text) INHERITS (app."a parent");
        INSERT INTO app.child VALUES (1, 'n', 'm');
        """);
    assertThat(beside(TestDump.of(house), "child", "child_then")).isEqualTo(1);
    assertThat(house.value("SELECT count(*) FROM app.\"a parent\"")).contains("1");
    assertThat(house.value("SELECT i || note || more FROM app.child_then")).contains("1nm");
  }

  @Test
  void tableThatTheBackupLacksIsNotFound() {
    assertThat(
            catchThrowableOfType(ChronosException.class, () -> beside(dump, "nothing", "x")).code())
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void nameThatIsTakenChangesNothing() throws Exception {
    ChronosException failure =
        catchThrowableOfType(ChronosException.class, () -> beside(dump, "plain", "hen"));
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_FAILED);
    assertThat(house.value("SELECT count(*) FROM app.hen")).contains("1");
  }

  @Test
  void rowsThatAreOthersAreNotKept() throws Exception {
    TestDump other = dump.with(dump.sql().replace("\tUser77@", "\tUser78@"));
    assertThat(
            catchThrowableOfType(ChronosException.class, () -> beside(other, "customers", "others"))
                .code())
        .isEqualTo(ErrorCode.RESTORE_DIFFERS);
    assertThat(house.value("SELECT to_regclass('app.others')")).isEmpty();
  }
}
