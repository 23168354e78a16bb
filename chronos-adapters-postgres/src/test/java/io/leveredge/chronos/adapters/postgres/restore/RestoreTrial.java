package io.leveredge.chronos.adapters.postgres.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.postgres.sql.RealDump;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.testkit.postgres.PsqlRun;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** What the tests of restores have in common. */
final class RestoreTrial {
  static final TestPostgres SERVER = TestPostgres.shared();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private RestoreTrial() {}

  static LoadSettings settings(TestDatabase database) {
    return new LoadSettings(url(database), "chronos-restore-test-" + NUMBERS.incrementAndGet(), 2);
  }

  static DatabaseUrl url(TestDatabase database) {
    return switch (DatabaseUrl.parse(database.url())) {
      case DatabaseUrl.Parsing.Valid valid -> valid.url();
      case DatabaseUrl.Parsing.Faulty faulty -> throw new AssertionError(faulty.faults());
    };
  }

  /** A new database filled from a resource of the tests. */
  static TestDatabase filled(Class<?> beside, String resource) throws Exception {
    TestDatabase database = SERVER.createDatabase();
    Path file = Files.createTempFile("fill", ".sql");
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(resource))) {
      Files.write(file, in.readAllBytes());
      PsqlRun run = TestPostgres.psql(database, "-q", "-v", "ON_ERROR_STOP=1", "-f", "" + file);
      assertThat(run.status()).describedAs(run.errors()).isZero();
      return database;
    } finally {
      Files.delete(file);
    }
  }

  static TestDatabase like(TestDatabase source) throws SQLException {
    TestDatabase database = SERVER.createDatabase();
    SERVER.drop(database);
    String encoding = source.value("SHOW server_encoding").orElseThrow();
    SERVER
        .maintenance()
        .execute(
            "CREATE DATABASE %s TEMPLATE template0 ENCODING '%s' LC_COLLATE 'C' LC_CTYPE 'C'"
                .formatted(database.name(), encoding));
    return database;
  }

  static Loaded load(TestDump dump, TestDatabase into, LeaveOut leaveOut) {
    return new NewDatabaseLoad(settings(into), leaveOut)
        .load(dump, new DumpStatements(dump).check());
  }

  static DatabaseInventory inventory(TestDump dump, TestDatabase of) {
    return new DatabaseInventoryOf(settings(of), dump.index().encoding()).take(List.of());
  }

  /** A database's dump without what differs from one to the next. */
  static String comparable(TestDatabase database) throws Exception {
    return comparable(RealDump.of(database, "--schema-only"));
  }

  static String comparable(byte[] dump) {
    return new String(dump, StandardCharsets.ISO_8859_1)
        .replaceAll("(?m)^\\\\(un)?restrict .*$", "");
  }
}
