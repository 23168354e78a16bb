package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Wording;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.util.List;

/** What pg_dump warns of and does not fail for, such as subscriptions that it may not read. */
final class Warnings {
  private static final int MOST = 10;

  private final Wording wording;

  Warnings(DatabaseUrl url) {
    wording = new Wording(url);
  }

  /** The first few, one line each. */
  List<String> of(String errors) {
    List<String> warnings = wording.linesWith("warning: ", errors);
    return warnings.stream().limit(MOST).toList();
  }
}
