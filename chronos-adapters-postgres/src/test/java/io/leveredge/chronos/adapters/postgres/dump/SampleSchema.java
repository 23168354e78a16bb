package io.leveredge.chronos.adapters.postgres.dump;

/** Schemas with what dumps have tripped over. */
public final class SampleSchema {
  /** Names, kinds of tables and values that are rare and allowed. */
  public static final String ODD =
      """
      CREATE SCHEMA "We""ird Schéma";
      CREATE TABLE "We""ird Schéma"."Sel ect\tx'y" ("a ""b" int, "ü" text, "\\." text);
      INSERT INTO "We""ird Schéma"."Sel ect\tx'y" VALUES
        (1, E'tab\\tnew\\nline\\\\.', '\\.'), (2, NULL, ''), (3, 'NULL', '\\N');
      CREATE TABLE no_columns();
      INSERT INTO no_columns DEFAULT VALUES; INSERT INTO no_columns DEFAULT VALUES;

      CREATE TABLE parted(day date NOT NULL, v int) PARTITION BY RANGE (day);
      CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
      CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')
        PARTITION BY LIST (v);
      CREATE TABLE parted_2_1 PARTITION OF parted_2 DEFAULT;
      INSERT INTO parted SELECT '2026-01-15'::date + i, i FROM generate_series(0, 40) i;

      CREATE TYPE colour AS ENUM ('red', 'green', 'blue');
      CREATE TABLE hashed(c colour NOT NULL, v int) PARTITION BY HASH (c);
      CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
      CREATE TABLE hashed_1 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1);
      INSERT INTO hashed VALUES ('red', 1), ('green', 2), ('blue', 3);

      CREATE TABLE parent(a int); CREATE TABLE child(b int) INHERITS (parent);
      INSERT INTO parent VALUES (1); INSERT INTO child VALUES (2, 3);

      CREATE TABLE made(id bigint GENERATED ALWAYS AS IDENTITY, n int,
                        twice int GENERATED ALWAYS AS (n * 2) STORED);
      INSERT INTO made(n) SELECT i FROM generate_series(1, 10) i;
      CREATE TABLE only_made(twice int GENERATED ALWAYS AS (1 + 1) STORED);
      INSERT INTO only_made DEFAULT VALUES;
      CREATE SEQUENCE "Seq Ü" START 7; SELECT nextval('"Seq Ü"');
      CREATE UNLOGGED TABLE unlogged(i int); INSERT INTO unlogged VALUES (1);
      CREATE TABLE numbers(f float8, n numeric, b bytea, at timestamptz, j jsonb, a text[]);
      INSERT INTO numbers VALUES ('NaN', 'NaN', '\\x00ff', 'infinity', '{"a": [1, null]}', '{"a,b",NULL}');
      CREATE FUNCTION tricky() RETURNS text LANGUAGE sql AS $f$
      SELECT 'x
      COPY t FROM stdin;
      \\.
      ' $f$;
      CREATE MATERIALIZED VIEW seen AS SELECT * FROM made;
      SELECT lo_from_bytea(4711, '\\x0102'), lo_from_bytea(4712, decode(repeat('ab', 5000), 'hex'));
      """;

  private SampleSchema() {}
}
