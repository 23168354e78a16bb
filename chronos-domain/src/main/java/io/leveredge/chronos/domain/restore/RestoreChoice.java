package io.leveredge.chronos.domain.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.inventory.TableName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What of a backup is to be put back, and how.
 *
 * @param components empty only in a wish: all that the backup holds
 * @param tables of the database only these; all of it where empty
 * @param placement where those tables go
 * @param paths of the configuration files only these and what lies below them, absolute, as the
 *     backup has them; all where empty
 * @param workflows of the workflows only those with these ids; all where empty
 * @param inPlace whether the database is emptied and filled in one transaction, and not made anew
 *     beside the one in use and swapped
 * @param globals whether roles that the server lacks are made, too
 * @param deleteExtra whether files that the backup does not hold are removed
 * @param safetyBackup whether what is there now is backed up before
 */
public record RestoreChoice(
    Set<Component> components,
    List<TableName> tables,
    TablePlacement placement,
    List<String> paths,
    List<String> workflows,
    boolean inPlace,
    boolean globals,
    boolean deleteExtra,
    boolean safetyBackup) {

  public RestoreChoice {
    components =
        components.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(components));
    tables = List.copyOf(tables);
    paths = List.copyOf(paths);
    workflows = List.copyOf(workflows);
  }

  /**
   * The same of these components, to take such a restore back: nothing that came since is removed
   * that the restore has not made.
   */
  public RestoreChoice undoing(Set<Component> others) {
    return new RestoreChoice(
        others, tables, placement, paths, workflows, inPlace, false, false, safetyBackup);
  }

  /** Whether only parts of that component are chosen. */
  public boolean onlyPartsOf(Component component) {
    return switch (component) {
      case DATABASE -> !tables.isEmpty();
      case CONFIG -> !paths.isEmpty();
      case WORKFLOWS -> !workflows.isEmpty();
    };
  }

  /** All of these components, in the usual way. */
  public static RestoreChoice of(Set<Component> components) {
    return new RestoreChoice(
        components,
        List.of(),
        TablePlacement.BESIDE,
        List.of(),
        List.of(),
        false,
        false,
        false,
        true);
  }

  /** The same of these components only. */
  public RestoreChoice only(Set<Component> others) {
    return new RestoreChoice(
        others, tables, placement, paths, workflows, inPlace, globals, deleteExtra, safetyBackup);
  }
}
