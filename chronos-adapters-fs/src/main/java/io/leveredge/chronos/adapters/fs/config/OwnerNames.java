package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;

/** The names of users and groups, asked for once each. */
final class OwnerNames {
  private final Map<Long, String> users = new HashMap<>();
  private final Map<Long, String> groups = new HashMap<>();
  private Owner last = new Owner(-1, -1, "", "");

  /** Whose that is, which lies at that path. */
  Owner of(Inode inode, Path path) throws IOException {
    if (last.uid() == inode.uid() && last.gid() == inode.gid()) {
      return last;
    }
    if (!users.containsKey(inode.uid()) || !groups.containsKey(inode.gid())) {
      ask(path);
    }
    String user = users.get(inode.uid());
    String group = groups.get(inode.gid());
    if (user == null || group == null) {
      throw new FileChangedException("its owner changed");
    }
    last = new Owner(inode.uid(), inode.gid(), user, group);
    return last;
  }

  /** Numbers and names in one look, so that they belong together whatever the path leads to. */
  private void ask(Path path) throws IOException {
    Map<String, Object> whose =
        Files.readAttributes(path, "unix:uid,gid,owner,group", LinkOption.NOFOLLOW_LINKS);
    put(users, Inode.value(whose, "uid"), Inode.value(whose, "owner"));
    put(groups, Inode.value(whose, "gid"), Inode.value(whose, "group"));
  }

  /** A number that has no name is its own principal's name. */
  private static void put(Map<Long, String> names, Object number, Object principal) {
    long id = Integer.toUnsignedLong((Integer) number);
    String name = ((Principal) principal).getName();
    names.put(id, name.equals(number.toString()) ? "" : name);
  }
}
