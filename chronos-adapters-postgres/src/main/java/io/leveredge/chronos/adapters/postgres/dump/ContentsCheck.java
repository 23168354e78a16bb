package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.SequencePosition;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what a dump holds with what the database listed in the same snapshot. */
final class ContentsCheck {
  private static final int NAMED = 5;

  private ContentsCheck() {}

  /**
   * @throws ChronosException with {@code DUMP_INCOMPLETE}, naming the first few differences
   */
  static void compare(ExpectedContents expected, DatabaseInventory dumped) {
    List<String> faults = new ArrayList<>();
    faults.addAll(
        differences(
            "table",
            expected.tables(),
            dumped.tables().stream().map(TableInventory::table).toList()));
    faults.addAll(
        differences(
            "sequence",
            expected.sequences(),
            dumped.sequences().stream().map(SequencePosition::sequence).toList()));
    if (expected.largeObjects() != dumped.largeObjects().count()) {
      faults.add(
          "%d large objects instead of %d"
              .formatted(dumped.largeObjects().count(), expected.largeObjects()));
    }
    if (!faults.isEmpty()) {
      throw new ChronosException(
          ErrorCode.DUMP_INCOMPLETE,
          "The dump is not what the database listed in the same snapshot: "
              + String.join("; ", faults));
    }
  }

  private static List<String> differences(
      String what, Collection<TableName> expected, Collection<TableName> dumped) {
    List<String> faults = new ArrayList<>();
    name(what + " missing: ", expected, Set.copyOf(dumped), faults);
    name(what + " not listed: ", dumped, Set.copyOf(expected), faults);
    return faults;
  }

  private static void name(
      String what, Collection<TableName> all, Set<TableName> but, List<String> to) {
    List<TableName> names =
        all.stream().filter(name -> !but.contains(name)).distinct().sorted().toList();
    if (!names.isEmpty()) {
      String first =
          names.stream().limit(NAMED).map(TableName::toString).collect(Collectors.joining(", "));
      to.add(
          what + first + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : ""));
    }
  }
}
