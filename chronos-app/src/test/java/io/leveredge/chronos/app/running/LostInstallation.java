package io.leveredge.chronos.app.running;

import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.N8nCalls;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import io.leveredge.chronos.testkit.n8n.SampleWorkflows;
import io.leveredge.chronos.testkit.postgres.DedicatedPostgres;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * A database, files and workflows that the service has backed up, and what is left of them: another
 * server, which has a worthless database of that name, a spoilt file, and an n8n in which one
 * workflow was changed, one deleted, and one switched on.
 */
final class LostInstallation implements AutoCloseable {
  static final String IN_ORDER =
      "SELECT string_agg(o::text, '|' ORDER BY n) || max(last_value)"
          + " FROM shop.orders o, shop.orders_n_seq";
  private static final List<String> WORKFLOWS = List.of("kept", "edited", "deleted", "idle");
  private static final String EDITED = "5 5 * * *";

  private final Path folder;
  private final DedicatedPostgres server = TestPostgres.dedicated(Map.of("fsync", "off"));
  private final FakeN8n n8n = FakeN8n.start(N8nVersion.V2_41_1);
  private final N8nCalls calls = new N8nCalls(n8n);
  private final TestDatabase original;
  private final TestDatabase owner;
  private final TestDatabase database;
  private final Path file;
  private final List<String> ids;
  private final String backup;
  private final String token;

  LostInstallation(Path folder) throws Exception {
    this.folder = folder;
    this.original = TestPostgres.shared().createDatabase();
    this.owner = TestPostgres.shared().asNewRole(original, "CREATEDB");
    this.database = server.maintenance().named(original.name());
    this.file = filesFolder().resolve("app.conf");
    fillDatabase();
    fillFiles();
    this.ids =
        WORKFLOWS.stream().map(SampleWorkflows::scheduled).map(n8n.workflows()::add).toList();
    ids.subList(0, 3).forEach(id -> call(calls.post("/workflows/" + id + "/activate", "{}")));
    n8n.credentials().add("credential1", "the mail server", "smtp");
    try (ServiceProcess service = startService(original)) {
      ServiceProcess.Answer answer = service.post("/backup", "{\"type\": \"full\"}");
      this.backup = answer.text("path");
      this.token = service.token();
      service.post("/backups/" + answer.text("backup_id") + "/verify", "{}");
    }
    spoil();
  }

  private void fillDatabase() throws Exception {
    original.execute(
        """
        CREATE SCHEMA shop AUTHORIZATION %1$s;
        CREATE TABLE shop.orders(n serial PRIMARY KEY, what text, "at" timestamptz);
        INSERT INTO shop.orders(what, "at")
          SELECT E'a\\tb\\\\' || chr(10) || n || ' ''%%', '2026-01-19Z'::timestamptz + n * interval '1 s'
            FROM generate_series(1, 5000) n;
        ALTER TABLE shop.orders OWNER TO %1$s;
        CREATE TABLE shop.empty(n int);
        ALTER DATABASE %2$s SET work_mem TO '5MB';
        """
            .formatted(owner.user(), original.name()));
  }

  private void fillFiles() throws Exception {
    Files.createDirectories(filesFolder());
    Files.writeString(file, "colour = blue\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
  }

  private void spoil() throws Exception {
    server.maintenance().execute("CREATE DATABASE " + database.name());
    database.execute("CREATE TABLE worthless(n int)");
    Files.writeString(file, "colour = red\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
    String edited = SampleWorkflows.scheduled("edited").replace("0 6 * * *", EDITED);
    call(calls.put("/workflows/" + ids.get(1), edited));
    n8n.workflows().remove(ids.get(2));
    call(calls.post("/workflows/" + ids.get(3) + "/activate", "{}"));
  }

  private static void call(N8nCalls.Result result) {
    if (result.status() != 200) {
      throw new IllegalStateException(result.toString());
    }
  }

  /** The service, with the configuration it always had, over a database. */
  ServiceProcess startService(TestDatabase over) throws Exception {
    return ServiceProcess.start(
        folder,
        Map.of(
            "DATABASE_URL", over.url(),
            "N8N_URL", n8n.url().toString(),
            "N8N_API_KEY", n8n.apiKey(),
            "CONFIG_PATHS", filesFolder().toString()));
  }

  /** What who restores it has to know, under the names of the runbook. */
  Map<String, String> settings() throws Exception {
    return Map.of(
        "BACKUPS", folder.resolve("backups").toString(),
        "BACKUP", backup,
        "WORK", work().toString(),
        "PGHOST", database.host(),
        "PGPORT", Integer.toString(database.port()),
        "PGUSER", database.user(),
        "DATABASE", database.name(),
        "N8N_URL", n8n.url().toString(),
        "N8N_KEY", Files.writeString(folder.resolve("key"), n8n.apiKey()).toString(),
        "TOKEN", token);
  }

  Path work() {
    return folder.resolve("work");
  }

  private Path filesFolder() {
    return folder.resolve("etc/app");
  }

  Path file() {
    return file;
  }

  /** The database as it was. */
  TestDatabase original() {
    return original;
  }

  /** The one of that name on the server that is left. */
  TestDatabase database() {
    return database;
  }

  /** Another database of the server that is left. */
  TestDatabase beside(String suffix) {
    return database.named(database.name() + suffix);
  }

  /** As the role that owned most of the original. */
  TestDatabase asOwner() {
    return database.as(owner.user(), owner.password());
  }

  DedicatedPostgres server() {
    return server;
  }

  FakeN8n n8n() {
    return n8n;
  }

  /** The names of the workflows; the last one did not run. */
  List<String> workflows() {
    return WORKFLOWS;
  }

  /** The ids of the workflows as they were backed up, in the order of their names. */
  List<String> ids() {
    return ids;
  }

  @Override
  public void close() {
    n8n.close();
    server.close();
  }
}
