package io.leveredge.chronos.api;

/**
 * What answers say about the service itself.
 *
 * @param version of the program
 * @param port where it listens, as health reports it
 * @param backupDirectory the absolute path under which callers see the backup directory: {@code
 *     BACKUP_PATH_SHOWN}, or the real one
 */
public record ApiSettings(String version, int port, String backupDirectory) {
  public ApiSettings {
    if (!backupDirectory.startsWith("/")) {
      throw new IllegalArgumentException(
          "The shown backup directory must be absolute, not '" + backupDirectory + "'");
    }
    if (backupDirectory.length() > 1 && backupDirectory.endsWith("/")) {
      backupDirectory = backupDirectory.substring(0, backupDirectory.length() - 1);
    }
  }

  /** The path under which callers see a directory that is named relative to the backups'. */
  public String shown(String directory) {
    return backupDirectory.equals("/") ? "/" + directory : backupDirectory + "/" + directory;
  }
}
