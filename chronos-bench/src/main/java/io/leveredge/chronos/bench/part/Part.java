package io.leveredge.chronos.bench.part;

import io.leveredge.chronos.engine.verification.VerifyBackup;
import java.nio.file.Path;
import java.util.List;

/** A part of a restore, by the code that the service restores with. */
public enum Part {
  /** Every stored byte of the backup is hashed. Takes the store and the backup's id, as all do. */
  VERIFY {
    @Override
    Runnable prepare(List<String> words) {
      StoredBackup backup = stored(words);
      return () -> backup.verify(VerifyBackup.Depth.STORED);
    }
  },
  /** The same, and everything is decompressed and its structure looked at. */
  VERIFY_WHOLE {
    @Override
    Runnable prepare(List<String> words) {
      StoredBackup backup = stored(words);
      return () -> backup.verify(VerifyBackup.Depth.PLAIN);
    }
  },
  /** The dump is read to its end and every statement looked at, before anything connects. */
  CHECK {
    @Override
    Runnable prepare(List<String> words) {
      return new DatabaseParts(stored(words))::check;
    }
  },
  /** That, and the dump loaded into a database, whose URL is the third word, new and empty. */
  LOAD {
    @Override
    Runnable prepare(List<String> words) {
      DatabaseParts parts = new DatabaseParts(stored(words));
      return () -> parts.load(words.get(2));
    }
  },
  /** The database is read back and every row compared with the backup's inventory. */
  COMPARE {
    @Override
    Runnable prepare(List<String> words) {
      DatabaseParts parts = new DatabaseParts(stored(words));
      return () -> parts.compare(words.get(2));
    }
  },
  /** The planner's statistics are gathered. */
  STATISTICS {
    @Override
    Runnable prepare(List<String> words) {
      DatabaseParts parts = new DatabaseParts(stored(words));
      return () -> parts.gatherStatistics(words.get(2));
    }
  },
  /** The table that the fourth word names is put beside the live one, as the fifth word. */
  TABLE {
    @Override
    Runnable prepare(List<String> words) {
      StoredBackup backup = stored(words);
      return () -> new DatabaseParts(backup).putBeside(words.get(2), words.get(3), words.get(4));
    }
  },
  /** All files are restored into the root that the third word names. */
  FILES {
    @Override
    Runnable prepare(List<String> words) {
      StoredBackup backup = stored(words);
      return () -> backup.restoreFiles(Path.of(words.get(2)));
    }
  };

  /** Makes ready what does not count; what is run afterwards does. */
  abstract Runnable prepare(List<String> words);

  private static StoredBackup stored(List<String> words) {
    return new StoredBackup(Path.of(words.get(0)), words.get(1));
  }
}
