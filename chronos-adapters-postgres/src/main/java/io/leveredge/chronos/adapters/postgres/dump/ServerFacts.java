package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server says about itself and the database.
 *
 * @param versionNumber {@code server_version_num}, for example 150018
 * @param version {@code server_version} without what the packager appended, for example 15.18
 * @param encoding the server's name for the database's encoding
 * @param localeProvider {@code c}, {@code i} or {@code b} as in pg_database, from 15 on
 * @param locale of a provider other than the C library's
 * @param standby whether it only replays what a primary does
 * @param superuser whether our role may do everything
 * @param lsn where the server's log stood, where our role may ask
 */
public record ServerFacts(
    int versionNumber,
    String version,
    String database,
    String encoding,
    String collation,
    String characterType,
    Optional<String> localeProvider,
    Optional<String> locale,
    boolean standby,
    boolean superuser,
    Optional<String> lsn) {

  /** The last versions that end a session of their own accord by these settings came with these. */
  static final int IDLE_SESSION_TIMEOUT = 140000;

  static final int TRANSACTION_TIMEOUT = 170000;

  /** Before 10 there were no snapshots on standbys, and version numbers had three parts. */
  static final int OLDEST = 100000;

  private static final String QUESTION =
      """
      SELECT current_setting('server_version_num')::int AS number,
             current_setting('server_version') AS version,
             d.datname, pg_encoding_to_char(d.encoding) AS encoding, d.datcollate, d.datctype,
             to_jsonb(d) ->> 'datlocprovider' AS provider,
             coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') AS locale,
             pg_is_in_recovery() AS standby,
             current_setting('is_superuser') = 'on' AS superuser,
             CASE WHEN pg_is_in_recovery()
                  THEN CASE WHEN has_function_privilege('pg_last_wal_replay_lsn()', 'EXECUTE')
                            THEN pg_last_wal_replay_lsn()::text END
                  ELSE CASE WHEN has_function_privilege('pg_current_wal_lsn()', 'EXECUTE')
                            THEN pg_current_wal_lsn()::text END
             END AS lsn
        FROM pg_database d WHERE d.datname = current_database()
      """;

  /** What the server of that connection says. */
  public static ServerFacts of(Connection connection) throws SQLException {
    return Queries.one(
        connection,
        QUESTION,
        row ->
            new ServerFacts(
                row.getInt("number"),
                row.getString("version").split(" ", 2)[0],
                row.getString("datname"),
                row.getString("encoding"),
                row.getString("datcollate"),
                row.getString("datctype"),
                Optional.ofNullable(row.getString("provider")),
                Optional.ofNullable(row.getString("locale")),
                row.getBoolean("standby"),
                row.getBoolean("superuser"),
                Optional.ofNullable(row.getString("lsn"))));
  }

  /** The first number of the version. */
  public int major() {
    return versionNumber / 10_000;
  }

  /** As a manifest tells them; no host, no role. */
  Map<String, String> told() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("server_version", version);
    facts.put("server_version_num", Integer.toString(versionNumber));
    facts.put("database", database);
    facts.put("encoding", encoding);
    facts.put("collation", collation);
    facts.put("character_type", characterType);
    localeProvider.ifPresent(provider -> facts.put("locale_provider", provider));
    locale.ifPresent(name -> facts.put("locale", name));
    facts.put("standby", Boolean.toString(standby));
    facts.put("time_zone", "UTC");
    lsn.ifPresent(position -> facts.put("snapshot_lsn", position));
    return facts;
  }
}
