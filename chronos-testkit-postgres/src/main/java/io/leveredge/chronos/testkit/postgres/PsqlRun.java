package io.leveredge.chronos.testkit.postgres;

/** How a run of psql ended. */
public record PsqlRun(int status, String output, String errors) {}
