package io.leveredge.chronos.adapters.os.postgres;

import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The account a server runs under. PostgreSQL refuses to run as root (manual, 19.1), so a service
 * that is root lends its server another account. The programs that do so replace themselves by the
 * server: its process number is that of the child we started.
 */
sealed interface ServerAccount {

  /** What stands before a program and its arguments to run it under this account. */
  List<String> prefix();

  /** The number of the user to whom the server's files belong, as we see it. */
  int ownerUid();

  /** The number of the group to whom the server's files belong, as we see it. */
  int ownerGid();

  /** For a log line. */
  String describe();

  /** The account this service runs under itself, which is not root. */
  record Ours(int ownerUid, int ownerGid) implements ServerAccount {
    @Override
    public List<String> prefix() {
      return List.of();
    }

    @Override
    public String describe() {
      return "our own user";
    }
  }

  /** A user of the system, taken on by setpriv(1). */
  record SystemUser(Path setpriv, String name, int ownerUid, int ownerGid)
      implements ServerAccount {
    @Override
    public List<String> prefix() {
      return List.of(
          setpriv.toString(),
          "--reuid=" + ownerUid,
          "--regid=" + ownerGid,
          "--init-groups",
          "--no-new-privs");
    }

    @Override
    public String describe() {
      return "user " + name;
    }
  }

  /**
   * Root without its powers, in a user namespace in which it bears another number, unshare(1). The
   * files stay root's, so that folders only root may enter are no hindrance.
   */
  record MappedRoot(Path unshare, int uidInside, int gidInside) implements ServerAccount {
    @Override
    public List<String> prefix() {
      return List.of(
          unshare.toString(),
          "--user",
          "--map-user=" + uidInside,
          "--map-group=" + gidInside,
          "--");
    }

    @Override
    public int ownerUid() {
      return 0;
    }

    @Override
    public int ownerGid() {
      return 0;
    }

    @Override
    public String describe() {
      return "root mapped to user " + uidInside + " in a user namespace";
    }
  }

  /** A program and its arguments, run under this account. */
  default Command command(Path program, List<String> arguments) {
    List<String> line = new ArrayList<>(prefix());
    line.add(program.toString());
    line.addAll(arguments);
    return ServerProgram.command(Path.of(line.get(0)), line.subList(1, line.size()), Map.of());
  }

  /** Makes a file or folder the account's, without what is in it. */
  default void own(Path path) throws IOException {
    if (uidOf(path) == ownerUid()) {
      return;
    }
    setGroup(path, ownerGid());
    UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
    view(path).setOwner(names.lookupPrincipalByName(Integer.toString(ownerUid())));
  }

  /** Makes a folder and everything in it the account's. */
  default void ownAll(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes)
              throws IOException {
            own(each);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
              throws IOException {
            own(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Gives a file or folder to the group of that number. */
  static void setGroup(Path path, int gid) throws IOException {
    UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
    view(path).setGroup(names.lookupPrincipalByGroupName(Integer.toString(gid)));
  }

  private static PosixFileAttributeView view(Path path) {
    return Files.getFileAttributeView(
        path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** The number of a file's owner. */
  static int uidOf(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
