package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import io.leveredge.chronos.testkit.source.ComponentSourceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database keeps what every source promises. */
final class PostgresComponentSourceTest extends ComponentSourceContract {
  @TempDir Path folder;
  private PostgresDatabaseSource source;

  @BeforeEach
  void fillDatabase() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    database.execute(SampleSchema.ODD);
    source = DumpTrial.of(database, folder).source();
  }

  @Override
  protected ComponentSource source() {
    return source;
  }
}
