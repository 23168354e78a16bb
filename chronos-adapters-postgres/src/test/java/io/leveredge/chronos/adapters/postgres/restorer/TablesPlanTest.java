package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.Obstacle.Kind;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.zip.ZipException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would end the restore of single tables is foreseen by its plan. */
class TablesPlanTest {
  private static final TableName CUSTOMERS = new TableName("public", "customers");
  private static final TableName ORDERS = new TableName("public", "orders");
  private static final TableName LARGE = new TableName("public", "large");

  @TempDir Path folder;
  private TestDatabase database;
  private BackupTrial trial;
  private PublishedBackup backup;

  @BeforeEach
  void customersWithOrders() throws Exception {
    database = TestPostgres.shared().createDatabase();
    database.execute(
        """
        CREATE TYPE mood AS ENUM ('fine');
        CREATE FUNCTION nr() RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE TABLE customers (area text, id numeric(5, 1), m mood DEFAULT 'fine',
                                n int DEFAULT nr(), PRIMARY KEY (area, id));
        INSERT INTO customers SELECT E'a\\tb\\\\c', i FROM generate_series(1, 10) i;
        CREATE TABLE orders (id int PRIMARY KEY, area text, customer numeric,
                             FOREIGN KEY (area, customer) REFERENCES customers);
        INSERT INTO orders SELECT i, E'a\\tb\\\\c', i FROM generate_series(1, 9) i;
        INSERT INTO orders VALUES (10, NULL, 77), (11, NULL, NULL);
        CREATE TABLE large (o int REFERENCES orders, filler text);
        ALTER TABLE large ALTER filler SET STORAGE PLAIN;
        INSERT INTO large SELECT 1, repeat('x', 5000) FROM generate_series(1, 1000);
        """);
    trial = new BackupTrial(database, folder);
    backup = trial.backup();
  }

  private ComponentPlan inPlace(TableName... tables) {
    return trial.plan(backup, BackupTrial.tables(TablePlacement.IN_PLACE, tables));
  }

  private static List<String> told(ComponentPlan plan, Kind kind, boolean blocks) {
    return plan.obstacles().stream()
        .filter(each -> each.kind() == kind && each.blocks() == blocks)
        .map(Obstacle::what)
        .toList();
  }

  @Test
  void foreignKeysAreComparedWithTheRowsOfTheOtherSide() throws Exception {
    ComponentPlan holds = inPlace(ORDERS);
    assertThat(holds.obstacles()).noneMatch(Obstacle::blocks);
    assertThat(holds.notes())
        .anyMatch(note -> note.contains("foreign key orders_area_customer_fkey"));

    database.execute("UPDATE orders SET area = NULL; DELETE FROM customers WHERE id IN (3, 4)");
    assertThat(told(inPlace(ORDERS), Kind.DRIFT, true))
        .containsExactly(
            "foreign key orders_area_customer_fkey of public.orders would break: 2 rows of the"
                + " backup refer to rows that public.customers does not have");
    assertThat(told(inPlace(ORDERS, CUSTOMERS), Kind.DRIFT, true))
        .as("both from the backup")
        .isEmpty();
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class,
            () -> trial.restore(backup, BackupTrial.tables(TablePlacement.IN_PLACE, ORDERS)));
    assertThat(failure.code()).isEqualTo(ErrorCode.RESTORE_FAILED);

    database.execute(
        "INSERT INTO customers VALUES ('later', 1); INSERT INTO orders VALUES (12, 'later', 1)");
    assertThat(told(inPlace(CUSTOMERS), Kind.DRIFT, true))
        .containsExactly(
            "foreign key orders_area_customer_fkey of public.orders would break: 1 rows refer to"
                + " rows of public.customers that the backup does not have");
  }

  @Test
  void foreignKeyOfALargeTableIsToldAsAWarning() {
    ComponentPlan plan = inPlace(LARGE);
    assertThat(plan.obstacles()).noneMatch(Obstacle::blocks);
    assertThat(told(plan, Kind.DRIFT, false))
        .containsExactly(
            "foreign key large_o_fkey of public.large refers to public.orders, which stays as it"
                + " is: each row is checked");
  }

  @Test
  void serverThatIsOlderOrFullAndEventTriggersAreToldForTablesToo() throws Exception {
    database.execute(
        """
        CREATE FUNCTION nothing() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
        CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION nothing();
        CREATE EVENT TRIGGER asleep ON ddl_command_end EXECUTE FUNCTION nothing();
        ALTER EVENT TRIGGER asleep DISABLE;
        """);
    PublishedBackup newer = BackupTrial.saying(backup, "server_version_num", "990001");
    for (TablePlacement placement : TablePlacement.values()) {
      ComponentPlan plan = trial.plan(newer, BackupTrial.tables(placement, ORDERS));
      assertThat(told(plan, Kind.VERSION, true)).hasSize(1);
      assertThat(told(plan, Kind.DRIFT, false))
          .contains("Event trigger watching runs on what the restore does to tables");
    }
    TestDatabase role = TestPostgres.shared().asNewRole(database, "");
    assertThat(
            told(
                new BackupTrial(role, folder)
                    .plan(backup, BackupTrial.tables(TablePlacement.BESIDE, ORDERS)),
                Kind.UNKNOWN,
                false))
        .singleElement()
        .asString()
        .contains("cannot be told from here");
  }

  @Test
  void whoeverHoldsATableIsTold() throws Exception {
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      session.setClientInfo("ApplicationName", "the shop");
      session.setAutoCommit(false);
      statement.execute("SELECT count(*) FROM customers");
      assertThat(told(inPlace(ORDERS), Kind.SESSIONS, false)).isEmpty();
      statement.execute("UPDATE orders SET area = NULL");
      assertThat(told(inPlace(ORDERS), Kind.SESSIONS, false))
          .containsExactly(
              "1 sessions hold the tables in a transaction (the shop); the restore waits for them,"
                  + " and gives up after LOCK_WAIT_SECONDS");
      statement.execute("PREPARE TRANSACTION 'held'");
    }
    ComponentPlan plan = inPlace(ORDERS);
    database.execute("ROLLBACK PREPARED 'held'");
    assertThat(told(plan, Kind.SESSIONS, true))
        .containsExactly("Prepared transaction 'held' holds the tables");
  }

  @Test
  void typesAndFunctionsThatATableBesideNeedsAreLookedFor() throws Exception {
    database.execute("DROP TABLE large, orders, customers; DROP TYPE mood; DROP FUNCTION nr()");
    ComponentPlan plan =
        trial.plan(backup, BackupTrial.tables(TablePlacement.BESIDE, CUSTOMERS, ORDERS));
    assertThat(told(plan, Kind.PLACE, true))
        .containsExactlyInAnyOrder(
            "The database has no type public.mood, which public.customers needs",
            "The database has no function public.nr, which public.customers needs");
  }

  @Test
  void rowsThatCannotBeReadAreAnObstacleAndTheRestOfThePlanIsTold() throws Exception {
    database.execute(
        "CREATE TABLE medium AS SELECT 1 AS o, repeat('x', 1000) || i AS v"
            + " FROM generate_series(1, 600) i;"
            + " ALTER TABLE medium ADD FOREIGN KEY (o) REFERENCES orders");
    PublishedBackup broken =
        BackupTrial.damaged(trial.backup(), plain -> new Broken(plain, "x590\n"));
    ComponentPlan plan =
        trial.plan(
            broken, BackupTrial.tables(TablePlacement.IN_PLACE, new TableName("public", "medium")));
    assertThat(told(plan, Kind.CORRUPT, true)).singleElement().asString().contains("is damaged");
    assertThat(plan.changes()).hasSize(1);
  }

  /** Cannot be read where that text is, and can be before and behind. */
  private static final class Broken extends FilterInputStream {
    private final int at;
    private int position;

    Broken(byte[] plain, String text) {
      super(new ByteArrayInputStream(plain));
      at = new String(plain, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      if (position <= at && at < position + read) {
        throw new ZipException("invalid block");
      }
      position += Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = super.skip(bytes);
      position += (int) skipped;
      return skipped;
    }
  }

  @AfterEach
  void removeIt() throws Exception {
    BackupTrial.dropAll(TestPostgres.shared(), database);
  }
}
