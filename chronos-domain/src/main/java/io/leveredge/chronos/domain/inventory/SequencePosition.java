package io.leveredge.chronos.domain.inventory;

/** Where a sequence stands: {@code setval(sequence, value, called)}. */
public record SequencePosition(TableName sequence, long value, boolean called) {}
