package io.leveredge.chronos.domain.inventory;

/**
 * The rows of one table in a dump.
 *
 * @param offset where the first row's first byte lies in the plain dump
 * @param bytes of all rows with their line ends, without the closing {@code \.}
 */
public record TableInventory(
    TableName table, long rows, long offset, long bytes, ContentDigest digest) {}
