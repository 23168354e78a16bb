package io.leveredge.chronos.adapters.fs.journal;

import java.util.function.Function;

/**
 * How the notes of one journal are written down.
 *
 * @param write a note as a line with its line break
 * @param read a line without it; an {@code IllegalArgumentException} where it is no note
 */
record NoteFormat<N>(Function<N, String> write, Function<String, N> read) {}
