package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.restore.SwapNames;
import io.leveredge.chronos.adapters.postgres.restore.SwapStep;
import io.leveredge.chronos.ports.restore.StepLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes the steps of a restore so that {@link Told} can read them. */
final class Steps {
  static final String STEP = "step";
  static final String ROLES = "roles";
  static final String ROLE = "role_";
  static final String NEW_DATABASE = "new_database";
  static final String OPENING_KEPT = "opening_kept";
  static final String SWAP = "swap";
  static final String SWAP_BACK = "swap_back";
  static final String SWAP_STEP = "swap_step";
  static final String TRANSACTION = "transaction";

  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

  private final StepLog log;
  private final List<Map<String, String>> noted = new ArrayList<>();

  Steps(StepLog log) {
    this.log = log;
  }

  /** What a dead process would have left. */
  Told told() {
    return Told.of(noted);
  }

  private void note(Map<String, String> step) {
    noted.add(step);
    log.next(step);
  }

  /** Roles are made that the server lacks. */
  void roles(List<String> missing) {
    Map<String, String> step = new TreeMap<>(Map.of(STEP, ROLES));
    for (int i = 0; i < missing.size(); i++) {
      step.put(ROLE + i, missing.get(i));
    }
    note(step);
  }

  /** The new database is made, and all that follows until the swap happens in it. */
  void newDatabase(SwapNames names) {
    note(named(NEW_DATABASE, names));
  }

  /** The kept database is opened, so that something can be carried into it. */
  void openingKept(SwapNames names) {
    note(named(OPENING_KEPT, names));
  }

  /** The next step of the swap. After the last nothing can fail any more. */
  void swap(SwapStep next, SwapNames names) {
    swap(next, SWAP, names);
  }

  /** The same of a swap that gives the name back to a database that was kept. */
  void swapBack(SwapStep next, SwapNames names) {
    swap(next, SWAP_BACK, names);
  }

  private void swap(SwapStep next, String which, SwapNames names) {
    Map<String, String> step = named(which, names);
    step.put(SWAP_STEP, next.name());
    try {
      note(step);
    } catch (RuntimeException failure) {
      if (next != SwapStep.DONE) {
        throw failure;
      }
      LOG.warn("The end of the swap of {} could not be noted", names.live(), failure);
    }
  }

  /** A transaction that did everything is committed. */
  void transaction(String number) {
    note(Map.of(STEP, TRANSACTION, TRANSACTION, number));
  }

  private static Map<String, String> named(String step, SwapNames names) {
    return new TreeMap<>(
        Map.of(
            STEP,
            step,
            "live",
            names.live(),
            "restored",
            names.restored(),
            "before",
            names.before()));
  }

  /**
   * What was noted, read back.
   *
   * @param kept whether the database that was to take the name is one that was kept, not a new one
   */
  record Told(
      Optional<SwapNames> names,
      boolean kept,
      Optional<SwapStep> swap,
      List<String> roles,
      Optional<String> transaction) {
    Told {
      roles = List.copyOf(roles);
    }

    /** Whether there is nothing that anybody would have to look after. */
    boolean leavesNothing() {
      return names.isEmpty() && roles.isEmpty() && transaction.isEmpty();
    }

    static Told of(List<Map<String, String>> steps) {
      Optional<SwapNames> names = Optional.empty();
      Optional<SwapStep> swap = Optional.empty();
      Optional<String> transaction = Optional.empty();
      boolean kept = false;
      List<String> roles = List.of();
      for (Map<String, String> step : steps) {
        switch (step.getOrDefault(STEP, "")) {
          case ROLES ->
              roles =
                  step.entrySet().stream()
                      .filter(entry -> entry.getKey().startsWith(ROLE))
                      .map(Map.Entry::getValue)
                      .toList();
          case NEW_DATABASE -> names = Optional.of(names(step));
          case OPENING_KEPT -> {
            names = Optional.of(names(step));
            kept = true;
          }
          case SWAP, SWAP_BACK -> {
            kept |= SWAP_BACK.equals(step.get(STEP));
            names = Optional.of(names(step));
            swap = Optional.of(SwapStep.valueOf(value(step, SWAP_STEP)));
          }
          case TRANSACTION -> transaction = Optional.of(value(step, TRANSACTION));
          default -> throw new IllegalArgumentException("Not a step of a database: " + step);
        }
      }
      return new Told(names, kept, swap, roles, transaction);
    }

    private static SwapNames names(Map<String, String> step) {
      return new SwapNames(value(step, "live"), value(step, "restored"), value(step, "before"));
    }

    private static String value(Map<String, String> step, String name) {
      return Optional.ofNullable(step.get(name))
          .orElseThrow(() -> new IllegalArgumentException("No '" + name + "' in " + step));
    }
  }
}
