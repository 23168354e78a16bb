package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.adapters.postgres.restore.DumpOutline;
import io.leveredge.chronos.adapters.postgres.restore.GlobalRoles;
import io.leveredge.chronos.adapters.postgres.restore.GlobalsLeft;
import io.leveredge.chronos.adapters.postgres.restore.LeaveOut;
import io.leveredge.chronos.adapters.postgres.restore.StatementKind;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a dump needs of a server that the server may lack. */
final class ServerNeeds {
  private static final String ROLES = "SELECT rolname FROM pg_roles";
  private static final String MAY_GIVE_TO = ROLES + " WHERE pg_has_role(oid, 'MEMBER')";

  /** Those already there are not created: {@code IF NOT EXISTS}; new databases have plpgsql. */
  private static final String SUPERUSERS_ONLY =
      """
      SELECT DISTINCT v.name FROM pg_available_extension_versions v
       WHERE v.superuser AND NOT coalesce((to_jsonb(v) ->> 'trusted')::boolean, false)
         AND v.name <> 'plpgsql'
      """;

  private final DatabaseSettings settings;
  private final Connection connection;
  private final BackupDump dump;
  private final RestoreChoice choice;

  ServerNeeds(
      DatabaseSettings settings, Connection connection, BackupDump dump, RestoreChoice choice) {
    this.settings = settings;
    this.connection = connection;
    this.dump = dump;
    this.choice = choice;
  }

  void look(DumpOutline outline, List<String> notes, List<Obstacle> obstacles) throws SQLException {
    roles(outline, notes, obstacles);
    extensions(outline, obstacles);
    if (!superuser()) {
      privileges(outline, obstacles);
    }
    for (String name : lacking("SELECT spcname FROM pg_tablespace", outline.tablespaces())) {
      if (!name.isEmpty()) {
        obstacles.add(
            Obstacle.blocking(
                Obstacle.Kind.TABLESPACE,
                "The server has no tablespace " + name,
                "CREATE TABLESPACE " + name + " on the server; globals.sql says where it was."));
      }
    }
  }

  private void roles(DumpOutline outline, List<String> notes, List<Obstacle> obstacles)
      throws SQLException {
    List<String> missing = GlobalRoles.missing(connection, outline.roles(LeaveOut.of(settings)));
    Optional<String> globals = choice.globals() ? dump.globals() : Optional.empty();
    Set<String> made = new HashSet<>();
    if (globals.isPresent()) {
      List<String> all = GlobalRoles.missing(connection, GlobalRoles.of(globals.get()).names());
      made.addAll(all);
      if (!all.isEmpty()) {
        notes.add("Roles that are made: " + String.join(", ", all) + ".");
        mayMake(obstacles);
      }
      String live = settings.url().database();
      notes.addAll(
          GlobalsLeft.notes(
              connection, globals.get(), dump.facts().getOrDefault("database", live), live));
    }
    for (String role : missing) {
      if (!made.contains(role)) {
        obstacles.add(
            Obstacle.blocking(
                Obstacle.Kind.ROLE,
                "The server has no role "
                    + role
                    + ", which owns or is granted something in the backup",
                "CREATE ROLE, or restore with 'globals', or set the target to leave owners and"
                    + " grants out."));
      }
    }
  }

  private void mayMake(List<Obstacle> obstacles) throws SQLException {
    boolean may =
        Queries.one(
            connection,
            "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user",
            row -> row.getBoolean(1));
    if (!may) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.PRIVILEGE,
              "The role may not create roles",
              "ALTER ROLE … CREATEROLE, or create them, or restore without 'globals'."));
    }
  }

  private void extensions(DumpOutline outline, List<Obstacle> obstacles) throws SQLException {
    for (String name : lacking("SELECT name FROM pg_available_extensions", outline.extensions())) {
      obstacles.add(
          Obstacle.blocking(
              Obstacle.Kind.EXTENSION,
              "The server does not have extension " + name,
              "Install its package on the server's machine."));
    }
  }

  private boolean superuser() throws SQLException {
    return Queries.one(
        connection, "SELECT current_setting('is_superuser') = 'on'", row -> row.getBoolean(1));
  }

  /** What a role that is no superuser may not do. */
  private void privileges(DumpOutline outline, List<Obstacle> obstacles) throws SQLException {
    Set<String> givenTo =
        new HashSet<>(Queries.all(connection, MAY_GIVE_TO, row -> row.getString(1)));
    List<String> there = Queries.all(connection, ROLES, row -> row.getString(1));
    for (String owner : settings.noOwner() ? Set.<String>of() : outline.owners()) {
      if (there.contains(owner) && !givenTo.contains(owner)) {
        obstacles.add(
            missing(
                "The role may not give objects to " + owner + ", whose they are in the backup",
                "GRANT that role to it, or set the target to leave owners out."));
      }
    }
    List<String> superusers = Queries.all(connection, SUPERUSERS_ONLY, row -> row.getString(1));
    for (String extension : outline.extensions()) {
      if (superusers.contains(extension)) {
        obstacles.add(
            missing(
                "Only a superuser may create extension " + extension,
                "Restore as a superuser, or as a role that the provider lets create it."));
      }
    }
    if (!outline.superusersOwn().isEmpty()) {
      obstacles.add(
          missing(
              "Only a superuser may make "
                  + outline.superusersOwn().stream().sorted().collect(Collectors.joining(", ")),
              "Restore as a superuser."));
    }
    if (outline.counts().getOrDefault(StatementKind.EVENT_TRIGGER, 0) > 0) {
      obstacles.add(
          missing(
              "Only a superuser may create the backup's event triggers",
              "Restore as a superuser."));
    }
  }

  private static Obstacle missing(String what, String hint) {
    return Obstacle.blocking(Obstacle.Kind.PRIVILEGE, what, hint);
  }

  private List<String> lacking(String question, Collection<String> needed) throws SQLException {
    Set<String> there = new HashSet<>(Queries.all(connection, question, row -> row.getString(1)));
    return needed.stream().filter(name -> !there.contains(name)).sorted().toList();
  }
}
