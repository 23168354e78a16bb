package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.Obstacle.Kind;

/** What can be in the way of a restore of files. */
enum Trouble {
  OUTSIDE(
      Kind.PLACE,
      true,
      "outside of the configured paths, or in a folder of the service's own: %s",
      "Add the folders to CONFIG_PATHS, or choose paths that lie in them."),
  NO_BASE(
      Kind.PLACE,
      true,
      "the folder in which a configured path lies is not there: %s",
      "Make the folder, or take the path out of CONFIG_PATHS."),
  NEW_ROOT(
      Kind.PLACE,
      false,
      "a configured path is not there and will be made: %s",
      "See that what has to be mounted there is mounted."),
  MISSING(
      Kind.MISSING,
      true,
      "not in the backup: %s",
      "Give absolute paths as the backup has them; a plan without paths lists all."),
  FULL_FOLDER(
      Kind.PLACE,
      true,
      "a folder with something in it, where the backup has none: %s",
      "Move it away, or let extra files be removed (delete_extra)."),
  GUARDED_FOLDER(
      Kind.PLACE,
      true,
      "a folder with something in it that no backup holds, where the backup has no folder: %s",
      "Move it away: in it is what is left out of backups, a socket or a mounted file system."),
  MOUNT(
      Kind.PLACE,
      true,
      "a mounted file system, where the backup has no folder: %s",
      "Unmount it, or leave that path out of the restore."),
  NEW_MOUNT(
      Kind.PLACE,
      false,
      "a file system is mounted now, and none was when the backup was made, so that nothing in it"
          + " is extra: %s",
      "Unmount it if the files belong beneath it."),
  NO_MOUNT(
      Kind.PLACE,
      false,
      "a file system was mounted when the backup was made, and none is now: %s",
      "Mount it, or its files are written to the file system beneath."),
  LINK(
      Kind.PLACE,
      true,
      "a link, device or socket, which is not followed, where the backup has something else: %s",
      "Remove it, or let extra files be removed (delete_extra)."),
  GIVES_WAY(
      Kind.PLACE,
      false,
      "gives way to what the backup has in its place: %s",
      "The safety backup holds what is there now."),
  DEVICE(
      Kind.PLACE,
      false,
      "devices and pipes are not restored: %s",
      "Make them as they were made at first; a restart of their programs often does."),
  TORN(
      Kind.CORRUPT,
      false,
      "changed while it was backed up, so that the backup's content may be of two moments: %s",
      "Look at the file after the restore, or take it from another backup."),
  OWNER(
      Kind.PRIVILEGE,
      false,
      "the owner cannot be set, nor set-id bits with it: %s",
      "Run the service with the capability CAP_CHOWN, or set the owners afterwards."),
  NOT_WRITABLE(
      Kind.PRIVILEGE,
      true,
      "may not be written: %s",
      "Let the service write there, or check whether the file system is mounted read-only."),
  UNKNOWN(
      Kind.UNKNOWN, true, "cannot be looked at: %s", "Let the service read it, or check the disk.");

  private final Kind kind;
  private final boolean blocks;
  private final String what;
  private final String hint;

  Trouble(Kind kind, boolean blocks, String what, String hint) {
    this.kind = kind;
    this.blocks = blocks;
    this.what = what;
    this.hint = hint;
  }

  Obstacle with(long count, String names) {
    String text = what.formatted(names);
    return new Obstacle(kind, blocks, count == 1 ? capital(text) : count + " times: " + text, hint);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
