package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.adapters.fs.tar.TarEntry;
import io.leveredge.chronos.adapters.fs.tar.TarWriter;

/** The archive and its index, written side by side. */
record Archive(TarWriter tar, ConfigIndexWriter index, Counts counts) {

  /** Writes an entry that has no content. */
  void add(TarEntry entry, RawName name) {
    tar.begin(entry);
    tar.end();
    added(entry, name, StoredContent.NONE);
  }

  /** An entry with content is in the archive. */
  void added(TarEntry entry, RawName name, StoredContent content) {
    index.entry(entry, name, content);
    counts.add(entry);
  }
}
