package io.leveredge.chronos.adapters.postgres.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.adapters.postgres.dump.SampleSchema;
import io.leveredge.chronos.adapters.postgres.sql.RealDump;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Databases that come back as they were. */
class RoundTripTest {

  private static void comesBack(TestDatabase source) throws Exception {
    TestDump dump = TestDump.of(source);
    TestDatabase target = RestoreTrial.like(source);
    Loaded loaded = RestoreTrial.load(dump, target, LeaveOut.NOTHING);
    assertThat(loaded.rows()).isEqualTo(dump.index().inventory().rows());
    assertThat(loaded.leftOut()).isEmpty();
    assertThat(
            InventoryComparison.differences(
                dump.index().inventory(), RestoreTrial.inventory(dump, target)))
        .isEmpty();
    assertThat(RestoreTrial.comparable(target)).isEqualTo(RestoreTrial.comparable(source));
  }

  @Test
  void aDatabaseWhosePartsDependOnEachOtherComesBack() throws Exception {
    TestDatabase source = RestoreTrial.filled(RoundTripTest.class, "house.sql");
    comesBack(source);
  }

  @Test
  void aDatabaseWithOneOfEverythingComesBack() throws Exception {
    TestDatabase source = RestoreTrial.filled(RealDump.class, "everything.sql");
    TestDump dump = TestDump.of(source);
    TestDatabase target = RestoreTrial.like(source);
    RestoreTrial.load(dump, target, LeaveOut.NOTHING);
    assertThat(
            InventoryComparison.differences(
                dump.index().inventory(), RestoreTrial.inventory(dump, target)))
        .isEmpty();
  }

  @Test
  void grantsByOthersThanTheOwnerComeBack() throws Exception {
    TestDatabase source = RestoreTrial.SERVER.createDatabase();
    String grantor = source.name() + "_grantor";
    source.execute(
        """
        CREATE ROLE %1$s;
        CREATE TABLE public.t AS SELECT 1 AS a;
        GRANT SELECT ON public.t TO %1$s WITH GRANT OPTION;
        SET ROLE %1$s;
        GRANT SELECT ON public.t TO PUBLIC;
        RESET ROLE;
        """
            .formatted(grantor));
    comesBack(source);
    TestDump dump = TestDump.of(source);
    assertThat(dump.sql()).contains("SET SESSION AUTHORIZATION " + grantor + ";");
    DumpOutline outline = new DumpStatements(dump).check();
    assertThat(outline.roles(LeaveOut.NOTHING)).contains(grantor);
    assertThat(outline.superusersOwn()).containsExactly("grants by role " + grantor);
  }

  @Test
  void oddNamesPartitionsInheritanceAndLargeObjectsComeBack() throws Exception {
    TestDatabase source = RestoreTrial.SERVER.createDatabase();
    source.execute(SampleSchema.ODD);
    comesBack(source);
  }

  @Test
  void databasesOfEveryEncodingComeBackByteForByte() throws Exception {
    Map<String, String> words =
        Map.of(
            "LATIN1", "grüße",
            "EUC_JP", "日本語",
            "KOI8R", "привет",
            "EUC_TW", "中文",
            "SQL_ASCII", "ü");
    for (Map.Entry<String, String> word : words.entrySet()) {
      String name = "back_" + word.getKey().toLowerCase(java.util.Locale.ROOT);
      RestoreTrial.SERVER
          .maintenance()
          .execute(
              "CREATE DATABASE %s ENCODING '%s' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
                  .formatted(name, word.getKey()));
      TestDatabase source = RestoreTrial.SERVER.maintenance().named(name);
      source.execute(
          """
          CREATE SCHEMA "%1$s"; CREATE TABLE "%1$s"."t%1$s"("%1$s" text PRIMARY KEY);
          INSERT INTO "%1$s"."t%1$s" VALUES ('%1$s'); COMMENT ON SCHEMA "%1$s" IS '%1$s''s';
          CREATE SEQUENCE "%1$s"."s%1$s"
          """
              .formatted(word.getValue()));
      comesBack(source);
    }
  }

  private static TestDatabase withoutEncoding(String name) throws Exception {
    RestoreTrial.SERVER
        .maintenance()
        .execute(
            "CREATE DATABASE %s ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
                .formatted(name));
    return RestoreTrial.SERVER.maintenance().named(name);
  }

  @Test
  void bytesOfNoEncodingComeBack() throws Exception {
    TestDatabase source = withoutEncoding("back_none");
    source.execute(
        "CREATE TABLE t AS SELECT convert_from('\\xff41c3'::bytea, 'SQL_ASCII') AS a;"
            + " DO $$ BEGIN EXECUTE 'COMMENT ON TABLE t IS '''"
            + " || convert_from('\\xfcff'::bytea, 'SQL_ASCII') || ''''; END $$");
    comesBack(source);
  }

  @Test
  void namesThatCannotBeSentAreRefused() throws Exception {
    TestDatabase source = withoutEncoding("back_never");
    source.execute(
        "DO $$ BEGIN EXECUTE 'CREATE TABLE t'"
            + " || convert_from('\\xfcff'::bytea, 'SQL_ASCII') || '(i int)'; END $$");
    TestDump dump = TestDump.of(source);
    TestDatabase target = RestoreTrial.like(source);
    assertThatThrownBy(() -> RestoreTrial.load(dump, target, LeaveOut.NOTHING))
        .isInstanceOfSatisfying(
            ChronosException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_NOT_SUPPORTED));
  }

  @Test
  void emptyDatabaseComesBack() throws Exception {
    comesBack(RestoreTrial.SERVER.createDatabase());
  }
}
