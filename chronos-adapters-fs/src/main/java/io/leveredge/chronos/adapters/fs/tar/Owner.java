package io.leveredge.chronos.adapters.fs.tar;

/**
 * Whose an entry is, by number and by name.
 *
 * @param user the user's name, empty where the number has none
 * @param group the group's name, empty where the number has none
 */
public record Owner(long uid, long gid, String user, String group) {}
