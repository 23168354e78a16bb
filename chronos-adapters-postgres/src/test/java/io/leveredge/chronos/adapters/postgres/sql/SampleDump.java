package io.leveredge.chronos.adapters.postgres.sql;

/** A small dump that has everything: written by hand after what pg_dump 15 writes. */
final class SampleDump {
  static final String HEAD =
      """
      --
      -- PostgreSQL database dump
      --

      \\restrict Key0

      -- Dumped from database version 15.18
      SET client_encoding = 'UTF8';
      SET standard_conforming_strings = on;
      SELECT pg_catalog.set_config('search_path', '', false);

      """;

  static final String BODY =
      """
      CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql
          BEGIN ATOMIC
       SELECT CASE WHEN true THEN 1 END;
      END;

      COMMENT ON FUNCTION public.f() IS 'it''s
      COPY public.fake (a) FROM stdin;
      1
      \\.
      ';

      CREATE FUNCTION public.g() RETURNS void LANGUAGE plpgsql AS $_$
      COPY public.fake (a) FROM stdin;
      1
      \\.
      --
      -- PostgreSQL database dump complete
      --
      $_$;

      /* a /* nested */ comment; */
      SELECT pg_catalog.lo_create('16400');


      SELECT pg_catalog.lo_create('16401');

      COPY public."T 1" (id, "na""me") FROM stdin;
      1	Ada
      2	\\N
      3	\\\\.
      \\.


      COPY public.empty (id) FROM stdin;
      \\.


      COPY public.nothing  FROM stdin;


      \\.


      BEGIN;

      SELECT pg_catalog.lo_open('16400', 131072);
      SELECT pg_catalog.lowrite(0, '\\x00ff10');
      SELECT pg_catalog.lowrite(0, '\\xab');
      SELECT pg_catalog.lo_close(0);

      SELECT pg_catalog.lo_open('16401', 131072);
      SELECT pg_catalog.lo_close(0);

      COMMIT;

      SELECT pg_catalog.setval('public."S''q"', 42, true);


      SELECT pg_catalog.setval('public.s', 1, false);


      ALTER TABLE ONLY public."T 1" ADD CONSTRAINT k PRIMARY KEY (id);


      """;

  static final String TRAILER =
      """
      --
      -- PostgreSQL database dump complete
      --

      \\unrestrict Key0

      """;

  private SampleDump() {}

  /** The whole of it. */
  static String text() {
    return HEAD + BODY + TRAILER;
  }

  /** With something else between head and end. */
  static String with(String body) {
    return HEAD + body + TRAILER;
  }
}
