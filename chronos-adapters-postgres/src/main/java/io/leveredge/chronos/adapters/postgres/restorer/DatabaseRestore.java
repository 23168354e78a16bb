package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.adapters.postgres.plan.TableChanges;
import io.leveredge.chronos.adapters.postgres.plan.Way;
import io.leveredge.chronos.adapters.postgres.plan.WayChoice;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.adapters.postgres.restore.DumpOutline;
import io.leveredge.chronos.adapters.postgres.restore.DumpStatements;
import io.leveredge.chronos.adapters.postgres.restore.GlobalRoles;
import io.leveredge.chronos.adapters.postgres.restore.GlobalsLeft;
import io.leveredge.chronos.adapters.postgres.restore.InPlaceRestore;
import io.leveredge.chronos.adapters.postgres.restore.LeaveOut;
import io.leveredge.chronos.adapters.postgres.restore.LoadSettings;
import io.leveredge.chronos.adapters.postgres.restore.RestoreNames;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.ports.restore.ComponentRestorer.Settlement;
import io.leveredge.chronos.ports.restore.RestoreWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One restore of one database, from the first look to the outcome. Used once. */
final class DatabaseRestore {
  private final DatabaseSettings settings;
  private final DumpTools tools;
  private final RestoreWork work;
  private final Steps steps;
  private final Abort abort;
  private final List<String> notes = new ArrayList<>();

  DatabaseRestore(
      DatabaseSettings settings, DumpTools tools, RestoreWork work, Steps steps, Abort abort) {
    this.settings = settings;
    this.tools = tools;
    this.work = work;
    this.steps = steps;
    this.abort = abort;
  }

  /** Nothing is connected to before the dump, or what of it is needed, was read and understood. */
  ComponentOutcome run() {
    BackupDump dump = BackupDump.of(work.backup(), work.progress());
    return switch (Way.askedFor(work.choice())) {
      case SWAP, IN_PLACE -> whole(dump);
      case TABLES_BESIDE -> new TablesRestore(settings, work, steps).beside(dump);
      case TABLES_IN_PLACE -> new TablesRestore(settings, work, steps).inPlace(dump);
    };
  }

  /** What is known before anything is done. */
  private record Sight(WayChoice choice, Map<ChangeKind, Long> counts) {}

  private Sight look(BackupDump dump) {
    try (Connection live =
        new Connections(settings.url()).patient(RestoreNames.session(work.id()))) {
      Abort.Registration registration = abort.whenGivenUp(() -> cut(live));
      try {
        WayChoice choice = WayChoice.of(live, settings, work.choice(), dump);
        return new Sight(choice, TableChanges.of(live, dump, work, choice).counts());
      } finally {
        registration.takeBack();
      }
    } catch (SQLException failure) {
      throw new PostgresFaults(settings.url()).connecting(failure);
    }
  }

  private ComponentOutcome whole(BackupDump dump) {
    work.progress().doing("reading the dump");
    DumpOutline outline = new DumpStatements(dump).check();
    Sight sight = look(dump);
    notes.addAll(sight.choice().why());
    try {
      makeRoles(dump);
      return sight.choice().way() == Way.SWAP ? swap(dump, outline, sight) : inPlace(dump, sight);
    } catch (RuntimeException failure) {
      return new Recovery(settings, tools, work.id())
          .after(failure, steps)
          .map(done -> settled(done, sight))
          .orElseThrow(() -> failure);
    }
  }

  private ComponentOutcome settled(Settlement done, Sight sight) {
    notes.add(done.what() + ".");
    return outcome(sight.counts(), done.facts());
  }

  private ComponentOutcome swap(BackupDump dump, DumpOutline outline, Sight sight) {
    Swapped swapped =
        new SwapRestore(
                settings,
                tools,
                sight.choice().maintenance().orElseThrow(),
                work.id(),
                steps,
                abort,
                work.progress())
            .restore(dump, outline, LeaveOut.of(settings));
    notes.add(
        "The database that was in use is kept as " + swapped.before() + ", closed to connections.");
    return outcome(sight.counts(), swapped.facts());
  }

  private ComponentOutcome inPlace(BackupDump dump, Sight sight) {
    work.progress().doing("restoring in one transaction");
    work.progress().expect(dump.plainBytes() + dump.rowBytes());
    LeaveOut leaveOut = LeaveOut.of(settings);
    new InPlaceRestore(
            new LoadSettings(
                settings.url(), RestoreNames.session(work.id()), LoadSettings.USUAL_CONNECTIONS),
            leaveOut,
            sight.choice().kept(),
            tools.mark(),
            settings.lockWait())
        .restore(dump, steps::transaction);
    return outcome(sight.counts(), Map.of());
  }

  private ComponentOutcome outcome(Map<ChangeKind, Long> counts, Map<String, String> facts) {
    return new ComponentOutcome(
        Component.DATABASE,
        ComponentOutcome.State.RESTORED,
        counts,
        Map.of(),
        notes,
        facts,
        Optional.empty());
  }

  private void makeRoles(BackupDump dump) {
    Optional<String> globals = work.choice().globals() ? dump.globals() : Optional.empty();
    if (globals.isEmpty()) {
      return;
    }
    GlobalRoles roles = GlobalRoles.of(globals.get());
    List<String> missing = missing(roles, dump, globals.get());
    if (missing.isEmpty()) {
      return;
    }
    steps.roles(missing);
    GlobalRoles.Made made = roles.make(settings.url(), RestoreNames.session(work.id()), missing);
    notes.add("Roles that were made: " + String.join(", ", made.roles()) + ".");
    notes.addAll(made.notes());
  }

  private List<String> missing(GlobalRoles roles, BackupDump dump, String globals) {
    String live = settings.url().database();
    try (Connection connection =
        new Connections(settings.url()).patient(RestoreNames.session(work.id()))) {
      notes.addAll(
          GlobalsLeft.notes(
              connection, globals, dump.facts().getOrDefault("database", live), live));
      return GlobalRoles.missing(connection, roles.names());
    } catch (SQLException failure) {
      throw new PostgresFaults(settings.url()).connecting(failure);
    }
  }

  private static void cut(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException alreadyGone) {
      // It is what was wanted.
    }
  }
}
