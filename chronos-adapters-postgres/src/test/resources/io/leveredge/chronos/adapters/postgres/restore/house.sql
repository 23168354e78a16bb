-- A database whose parts depend on each other in the ways that decide the order of a restore.
CREATE EXTENSION pgcrypto;
CREATE EXTENSION hstore;
CREATE SCHEMA app;
COMMENT ON SCHEMA app IS 'it''s the app';
CREATE TYPE app.state AS ENUM ('new', 'done');
CREATE DOMAIN app.email AS text CHECK (VALUE ~ '@');
CREATE TYPE app.pair AS (a integer, b text);
CREATE FUNCTION app.lowered(t text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower(t)';

CREATE TABLE app.customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mail app.email UNIQUE, state app.state DEFAULT 'new', tags hstore, p app.pair,
  secret bytea, lower_mail text GENERATED ALWAYS AS (app.lowered(mail)) STORED);
INSERT INTO app.customers (mail, tags, p, secret)
  SELECT 'User' || i || '@example.org', hstore('k', i::text), ROW(i, 'x,"y')::app.pair, digest(i::text, 'sha256')
  FROM generate_series(1, 500) i;
CREATE INDEX customers_lowered ON app.customers (app.lowered(mail));
COMMENT ON INDEX app.customers_lowered IS 'on an expression';
ALTER TABLE app.customers CLUSTER ON customers_lowered;
CREATE STATISTICS app.correlation ON id, state FROM app.customers;

-- Large enough to be loaded by a session of its own
CREATE TABLE app.events (
  id bigserial, customer bigint NOT NULL, at timestamptz NOT NULL, body jsonb,
  PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE app.events_old PARTITION OF app.events
  FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
CREATE TABLE app.events_new PARTITION OF app.events
  FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
INSERT INTO app.events (customer, at, body)
  SELECT 1 + i % 500, '2025-12-31'::timestamptz + i * interval '10 s',
         jsonb_build_object('n', i, 'text', repeat('a', 80), 'odd', E'\\ \t "')
  FROM generate_series(1, 20000) i;
CREATE INDEX events_customer ON app.events (customer);
ALTER TABLE app.events ADD CONSTRAINT events_customer_fkey
  FOREIGN KEY (customer) REFERENCES app.customers (id) ON DELETE CASCADE;
CREATE TABLE app.plain (id integer PRIMARY KEY, t text, UNIQUE (t));
INSERT INTO app.plain SELECT i, repeat('t', 60) || i FROM generate_series(1, 30000) i;
ALTER TABLE app.plain REPLICA IDENTITY USING INDEX plain_pkey;
CREATE UNLOGGED TABLE app.noted (i integer);
INSERT INTO app.noted VALUES (1), (2);
CREATE TABLE app.slots (during int4range, EXCLUDE USING gist (during WITH &&));
INSERT INTO app.slots VALUES ('[1,5)'), ('[5,9)');

-- A circle of foreign keys
CREATE TABLE app.hen (id integer PRIMARY KEY, egg integer);
CREATE TABLE app.egg (id integer PRIMARY KEY, hen integer REFERENCES app.hen);
ALTER TABLE app.hen ADD FOREIGN KEY (egg) REFERENCES app.egg;
INSERT INTO app.hen VALUES (1, NULL); INSERT INTO app.egg VALUES (1, 1);
UPDATE app.hen SET egg = 1;

-- Triggers that must not fire while rows are loaded
CREATE TABLE app.audit (n integer);
CREATE FUNCTION app.count_it() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN INSERT INTO app.audit VALUES (1); RETURN NEW; END $$;
CREATE TRIGGER counted AFTER INSERT ON app.hen FOR EACH ROW EXECUTE FUNCTION app.count_it();
ALTER TABLE app.hen DISABLE TRIGGER counted;
CREATE TRIGGER counted_too AFTER INSERT ON app.egg FOR EACH ROW EXECUTE FUNCTION app.count_it();
CREATE RULE kept AS ON DELETE TO app.audit DO INSTEAD NOTHING;

CREATE VIEW app.busy AS SELECT customer, count(*) AS n FROM app.events GROUP BY customer;
CREATE MATERIALIZED VIEW app.totals AS SELECT count(*) AS n FROM app.busy;
CREATE UNIQUE INDEX totals_n ON app.totals (n);
CREATE MATERIALIZED VIEW app.totals_too AS SELECT n + 1 AS n FROM app.totals;
CREATE VIEW app.secured WITH (security_barrier) AS SELECT mail FROM app.customers;

ALTER TABLE app.plain ENABLE ROW LEVEL SECURITY;
CREATE POLICY some_rows ON app.plain USING (id > 10);
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER far FOREIGN DATA WRAPPER nothing;
CREATE FOREIGN TABLE app.elsewhere (i integer) SERVER far;
CREATE USER MAPPING FOR CURRENT_USER SERVER far;
CREATE PUBLICATION shared FOR TABLE app.plain;
CREATE FUNCTION app.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';
CREATE EVENT TRIGGER watched ON ddl_command_end EXECUTE FUNCTION app.watch();
COMMENT ON EVENT TRIGGER watched IS 'looks on';
CREATE AGGREGATE app.longest (text) (SFUNC = pg_catalog.textcat, STYPE = text, INITCOND = '');
CREATE OPERATOR app.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = pg_catalog.texteq);
