package io.leveredge.chronos.adapters.postgres.drill;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.adapters.postgres.dump.ServerFacts;
import io.leveredge.chronos.adapters.postgres.dump.SideDump;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.adapters.postgres.restore.DumpOutline;
import io.leveredge.chronos.adapters.postgres.restore.DumpStatements;
import io.leveredge.chronos.adapters.postgres.restore.InventoryComparison;
import io.leveredge.chronos.adapters.postgres.restore.LeaveOut;
import io.leveredge.chronos.adapters.postgres.restore.LoadSettings;
import io.leveredge.chronos.adapters.postgres.restore.Loaded;
import io.leveredge.chronos.adapters.postgres.restore.MaintenanceDatabase;
import io.leveredge.chronos.adapters.postgres.restore.NewDatabaseLoad;
import io.leveredge.chronos.adapters.postgres.restore.RestoreFaults;
import io.leveredge.chronos.adapters.postgres.restore.SqlText;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.restore.Drill;
import io.leveredge.chronos.domain.restore.DrillServer;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One trial of one backup. Used once. */
final class DrillRun {
  private static final int NAMED = 20;

  /** What these say is said of the backup; other failures are the server's or ours. */
  private static final Set<ErrorCode> THE_BACKUPS =
      EnumSet.of(
          ErrorCode.BACKUP_CORRUPT,
          ErrorCode.BACKUP_NOT_RESTORABLE,
          ErrorCode.DUMP_NOT_UNDERSTOOD,
          ErrorCode.DUMP_INCOMPLETE,
          ErrorCode.RESTORE_FAILED,
          ErrorCode.RESTORE_DIFFERS);

  /** The class of SQLSTATE for a lack of disk, memory or connections. */
  private static final String LACK_OF_RESOURCES = "53";

  private final DatabaseSettings settings;
  private final DumpTools tools;
  private final String server;
  private final ScratchName name;
  private final CaptureProgress progress;
  private final Abort abort;
  private final List<String> leftOut = new ArrayList<>();

  DrillRun(
      DatabaseSettings settings,
      DumpTools tools,
      DrillServer server,
      BackupId drill,
      CaptureProgress progress,
      Abort abort) {
    this.settings = settings;
    this.tools = tools;
    this.server = server.wire() + " server";
    this.name = new ScratchName(drill);
    this.progress = progress;
    this.abort = abort;
  }

  Drill.Trial run(PublishedBackup backup) {
    try {
      BackupDump dump = BackupDump.of(backup, progress);
      progress.doing("reading the dump");
      DumpOutline outline = new DumpStatements(dump).check();
      DatabaseUrl maintenance = MaintenanceDatabase.required(settings.url());
      try (Scratch scratch = new Scratch(maintenance, name)) {
        refuseLacking(scratch.presence(), dump, outline);
        load(scratch, dump, outline);
        return compared(dump);
      }
    } catch (ChronosException failure) {
      if (!saysSomethingOfTheBackup(failure)) {
        throw failure;
      }
      return Drill.Trial.failed(Component.DATABASE, place(), String.valueOf(failure.getMessage()));
    }
  }

  private String place() {
    return "a scratch database on the " + server;
  }

  private static boolean saysSomethingOfTheBackup(ChronosException failure) {
    return THE_BACKUPS.contains(failure.code())
        && !failure.details().getOrDefault("sql_state", "").startsWith(LACK_OF_RESOURCES);
  }

  private void load(Scratch scratch, BackupDump dump, DumpOutline outline) {
    progress.doing("loading a scratch database");
    boolean superuser = scratch.weAreSuperuser();
    Optional<String> role = create(scratch, dump, superuser);
    refuseExtensionsThatCannotBeMade(outline);
    Loaded loaded = load(role, dump, outline);
    loaded
        .leftOut()
        .forEach(
            (kind, count) ->
                leftOut.add(
                    "%d statements of kind %s: nothing of a scratch place belongs to others or acts"
                            .formatted(count, kind.word())
                        + " on its own"));
  }

  /** That the server lacks the locale, for one, is no fault of the backup. */
  private Optional<String> create(Scratch scratch, BackupDump dump, boolean superuser) {
    try {
      return scratch.create(dump.facts(), superuser);
    } catch (ChronosException failure) {
      if (failure.code() != ErrorCode.RESTORE_FAILED) {
        throw failure;
      }
      throw blocked(
          "The %s cannot make a database like that of the backup: %s"
              .formatted(server, failure.getMessage()));
    }
  }

  /** One that is there can still need a library, a setting or another that is not. */
  private void refuseExtensionsThatCannotBeMade(DumpOutline outline) {
    for (String extension : outline.extensions()) {
      String make = "CREATE EXTENSION IF NOT EXISTS %s CASCADE".formatted(SqlText.name(extension));
      try (Connection connection = new Connections(scratchUrl()).verbatim(name.session());
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute(make);
        connection.rollback();
      } catch (SQLException failure) {
        ChronosException why = RestoreFaults.of(make, failure);
        throw why.code() == ErrorCode.RESTORE_FAILED
            ? blocked("The " + server + " is not ready for the backup: " + why.getMessage())
            : why;
      }
    }
  }

  /** What an ordinary role may not do is not tried with more rights: the dump could count on it. */
  private Loaded load(Optional<String> role, BackupDump dump, DumpOutline outline) {
    LoadSettings load =
        new LoadSettings(scratchUrl(), name.session(), LoadSettings.USUAL_CONNECTIONS, role);
    try {
      return new NewDatabaseLoad(load, LeaveOut.FOR_SCRATCH).load(dump, outline);
    } catch (ChronosException failure) {
      if (role.isEmpty() || failure.code() != ErrorCode.DATABASE_PRIVILEGE_MISSING) {
        throw failure;
      }
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "The scratch database is loaded without a superuser's rights, which the dump needs: "
              + failure.getMessage(),
          failure);
    }
  }

  private Drill.Trial compared(BackupDump dump) {
    progress.doing("dumping the scratch database");
    DatabaseInventory found =
        new SideDump(tools, scratchUrl(), name.session())
            .run(abort, (buffer, offset, length) -> {})
            .inventory();
    List<String> differences = InventoryComparison.differences(dump.index().inventory(), found);
    return new Drill.Trial(
        Component.DATABASE,
        place(),
        Map.of(
            "tables",
            (long) found.tables().size(),
            "rows",
            found.rows(),
            "sequences",
            (long) found.sequences().size(),
            "large_objects",
            found.largeObjects().count()),
        differences.stream().limit(NAMED).toList(),
        leftOut);
  }

  private DatabaseUrl scratchUrl() {
    return settings.url().withDatabase(name.value());
  }

  /** What the server lacks is no fault of the backup. */
  private void refuseLacking(Connection connection, BackupDump dump, DumpOutline outline) {
    try {
      int then = Integer.parseInt(dump.facts().getOrDefault("server_version_num", "0")) / 10_000;
      ServerFacts now = ServerFacts.of(connection);
      if (now.major() < then) {
        throw blocked(
            "The backup is of PostgreSQL %d, and the %s is the older %s"
                .formatted(then, server, now.version()));
      }
      refuse(
          connection,
          "SELECT name FROM pg_available_extensions",
          outline.extensions(),
          "The " + server + " has no extension ");
      refuse(
          connection,
          "SELECT spcname FROM pg_tablespace UNION SELECT ''",
          outline.tablespaces(),
          "The " + server + " has no tablespace ");
    } catch (SQLException failure) {
      throw RestoreFaults.of("Looking at the server", failure);
    }
  }

  private static void refuse(
      Connection connection, String question, Collection<String> needed, String sentence)
      throws SQLException {
    Set<String> there = new HashSet<>(Queries.all(connection, question, row -> row.getString(1)));
    for (String each : needed) {
      if (!there.contains(each)) {
        throw blocked(sentence + each);
      }
    }
  }

  private static ChronosException blocked(String why) {
    return new ChronosException(ErrorCode.RESTORE_BLOCKED, why);
  }
}
