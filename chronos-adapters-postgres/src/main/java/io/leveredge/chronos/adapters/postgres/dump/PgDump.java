package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.PostgresClient;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of pg_dump (manual, "pg_dump"). There is no {@code --enable-row-security}: with
 * it, rows that the role may not see would be missing without a word.
 */
final class PgDump {
  private PgDump() {}

  static Command command(
      PostgresClient client,
      SnapshotSession session,
      DatabaseSettings settings,
      Collection<String> excludedSchemas,
      Map<String, String> environment) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--format=plain");
    arguments.add("--no-password");
    arguments.add("--snapshot=" + session.name());
    arguments.add("--encoding=" + session.facts().encoding());
    arguments.add("--lock-wait-timeout=" + settings.lockWait().toMillis());
    if (settings.noOwner()) {
      arguments.add("--no-owner");
    }
    if (settings.noAcl()) {
      arguments.add("--no-privileges");
    }
    excludedSchemas.forEach(
        schema ->
            arguments.add(
                "--exclude-schema=" + ExcludedSchemas.pattern(schema, session.facts().encoding())));
    return new Command(client.pgDump(), arguments, environment, Optional.empty());
  }

  /**
   * The settings under which rows are written alike whatever database and role have set, and under
   * which the server does not end a long session.
   */
  static List<String> sessionSettings(ServerFacts facts) {
    List<String> settings = new ArrayList<>();
    SnapshotSession.endlessPatience(facts.versionNumber())
        .forEach(name -> settings.add(name + "=0"));
    settings.add("timezone=UTC");
    settings.add("bytea_output=hex");
    settings.add("standard_conforming_strings=on");
    if (facts.superuser()) {
      settings.add("lc_messages=C");
    }
    return settings;
  }
}
