package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.ClientRun;
import io.leveredge.chronos.adapters.postgres.client.PostgresClient;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.ports.source.Capture;
import java.util.List;
import java.util.Map;

/**
 * What the steps of one dump share.
 *
 * @param excluded the schemas that are left out, by name
 * @param environment in which client programs find the database
 */
record DumpRun(
    DatabaseSettings settings,
    Capture capture,
    SnapshotSession session,
    List<String> excluded,
    PostgresClient client,
    Map<String, String> environment,
    ClientRun programs,
    PostgresFaults faults) {
  DumpRun {
    excluded = List.copyOf(excluded);
    environment = Map.copyOf(environment);
  }
}
