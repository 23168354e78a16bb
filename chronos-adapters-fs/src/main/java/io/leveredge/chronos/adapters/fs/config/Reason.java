package io.leveredge.chronos.adapters.fs.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why something could not be read, in the system's words and without its path. */
public final class Reason {
  private Reason() {}

  public static String of(IOException failure) {
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return switch (failure) {
      case AccessDeniedException denied -> "Permission denied";
      case NoSuchFileException missing -> "No such file or directory";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
