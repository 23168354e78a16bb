package io.leveredge.chronos.adapters.fs.config;

import java.io.IOException;

/** A file was not the same at the end of its reading as at the beginning. */
final class FileChangedException extends IOException {
  FileChangedException(String what) {
    super(what);
  }
}
