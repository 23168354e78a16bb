-- The database that is dumped: the same rows on every machine with the same PostgreSQL, because
-- random() starts from a fixed seed and nothing runs in parallel. Run by psql with the variable "amount", in units of which four
-- are about 1 MB of plain dump each: 55 % JSON documents, 30 % customers with notes, 15 % numbers as
-- pgbench makes them. gzip makes a sixth to a seventh of it, as of the dumps of real applications.
--
-- A quarter of the rows is made up and then copied three times under new ids, which is faster. From
-- some 30 MB on no compressor measured here sees the copies: they lie farther apart than it looks.
SET max_parallel_workers_per_gather = 0;
SET synchronous_commit = off;
SELECT setseed(0.1977);

-- In one transaction with its table, so that the rows need not go through the write-ahead log.
BEGIN;

CREATE TABLE executions (
  id bigint NOT NULL,
  started_at timestamptz NOT NULL,
  status text NOT NULL,
  document jsonb NOT NULL
);

INSERT INTO executions
SELECT i,
  started,
  status,
  jsonb_build_object(
    'execution', i,
    'trace', md5(i::text),
    'session', md5('session ' || i),
    'status', status,
    'mode', (ARRAY['trigger', 'webhook', 'manual', 'retry'])[1 + floor(random() * 4)::int],
    'startedAt', started,
    'finishedAt', started + random() * interval '90 seconds',
    'workflow', jsonb_build_object(
      'id', floor(random() * 400)::int,
      'name', (ARRAY['Sync contacts', 'Nightly report', 'Invoice import', 'Deploy preview',
        'Lead scoring', 'Backup check', 'Ticket triage', 'Price watch'])[1 + floor(random() * 8)::int],
      'tags', jsonb_build_array('production', (ARRAY['sales', 'finance', 'ops'])[1 + floor(random() * 3)::int])),
    'node', jsonb_build_object(
      'name', (ARRAY['HTTP Request', 'Postgres', 'Set fields', 'If', 'Merge', 'Slack', 'Code'])[1 + floor(random() * 7)::int],
      'type', 'n8n-nodes-base.' || (ARRAY['httpRequest', 'postgres', 'set', 'if', 'merge', 'slack', 'code'])[1 + floor(random() * 7)::int],
      'position', jsonb_build_array(floor(random() * 60)::int * 20, floor(random() * 40)::int * 20),
      'retries', floor(random() * 4)::int,
      'continueOnFail', random() < 0.2),
    'items', jsonb_build_array(
      jsonb_build_object('sku', 'A-' || floor(random() * 20000)::int, 'quantity', floor(random() * 9)::int, 'price', round((random() * 500)::numeric, 2)),
      jsonb_build_object('sku', 'A-' || floor(random() * 20000)::int, 'quantity', floor(random() * 9)::int, 'price', round((random() * 500)::numeric, 2))),
    'error', CASE WHEN status = 'error' THEN jsonb_build_object(
      'message', 'The service refused the connection - perhaps it is offline',
      'code', 'ECONNREFUSED', 'attempts', 3) END)
FROM (
  SELECT i,
    timestamptz '2026-01-01 00:00:00+00' + i * interval '7 seconds' AS started,
    CASE WHEN random() < 0.93 THEN 'success' ELSE 'error' END AS status
  FROM generate_series(1, :amount * 890) AS i
  OFFSET 0
) AS execution;

INSERT INTO executions
SELECT id + copy * :amount * 890, started_at, status, document
FROM executions CROSS JOIN generate_series(1, 3) AS copy
ORDER BY copy, id;

CREATE TABLE customers (
  id bigint NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  city text NOT NULL,
  joined date NOT NULL,
  notes text NOT NULL
);

INSERT INTO customers
SELECT i,
  first || ' ' || last,
  lower(first || '.' || last) || floor(random() * 1000)::int || '@example.' || (ARRAY['com', 'org', 'net'])[1 + floor(random() * 3)::int],
  (ARRAY['Lyon', 'Graz', 'Gdańsk', 'Porto', 'Malmö', 'Ghent', 'Turin', 'Brno'])[1 + floor(random() * 8)::int],
  date '2019-01-01' + floor(random() * 2500)::int,
  notes
FROM (
  SELECT i,
    (ARRAY['Anna', 'Bruno', 'Chiara', 'David', 'Elif', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Katya', 'Liam'])[1 + floor(random() * 12)::int] AS first,
    (ARRAY['Almeida', 'Berg', 'Costa', 'Dubois', 'Eriksen', 'Fischer', 'Garcia', 'Horvat', 'Ivanova', 'Janssen', 'Kowalski', 'Lindt'])[1 + floor(random() * 12)::int] AS last,
    (SELECT string_agg(
        (ARRAY['called about the late delivery of', 'asked for a new invoice for', 'wants to change the address of',
          'returned the second part of', 'is happy with', 'would like to cancel', 'reported a broken seal on',
          'ordered more of', 'has not yet paid for', 'waits for an answer concerning', 'praised the packaging of',
          'compared two offers for', 'needs a spare part of', 'could not find the manual of', 'moved the appointment for',
          'was promised a discount on'])[1 + floor(random() * 16)::int]
        || ' order ' || floor(random() * 90000 + 10000)::int, '. ')
      FROM generate_series(1, 2 + floor(random() * 9)::int + i * 0)) AS notes
  FROM generate_series(1, :amount * 990) AS i
  OFFSET 0
) AS customer;

INSERT INTO customers
SELECT id + copy * :amount * 990, name, email, city, joined, notes
FROM customers CROSS JOIN generate_series(1, 3) AS copy
ORDER BY copy, id;

CREATE TABLE accounts (
  aid integer NOT NULL,
  bid integer NOT NULL,
  abalance integer NOT NULL,
  filler character(84) NOT NULL
);

INSERT INTO accounts
SELECT i, 1 + i / 100000, floor(random() * 200000 - 100000)::int, ''
FROM generate_series(1, 4 * :amount * 1530) AS i;

COMMIT;

ALTER TABLE executions ADD PRIMARY KEY (id);
ALTER TABLE customers ADD PRIMARY KEY (id);
ALTER TABLE accounts ADD PRIMARY KEY (aid);
VACUUM ANALYZE;
CHECKPOINT;
