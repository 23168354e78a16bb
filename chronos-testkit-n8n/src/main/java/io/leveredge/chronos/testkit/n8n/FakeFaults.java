package io.leveredge.chronos.testkit.n8n;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What goes wrong with which requests. A request is known by its line, for example {@code GET
 * /api/v1/workflows?limit=50}.
 */
public final class FakeFaults {
  private final Deque<Rule> rules = new ArrayDeque<>();
  private final Map<Integer, Runnable> beforePages = new HashMap<>();
  private int pages;

  /** The next request goes wrong. */
  public FakeFaults next(Fault fault) {
    return next(1, fault);
  }

  /** The next so many requests go wrong. Faults that were ordered before come first. */
  public FakeFaults next(int times, Fault fault) {
    return next(times, line -> true, fault);
  }

  /** Every request from now on goes wrong. */
  public FakeFaults always(Fault fault) {
    return next(Integer.MAX_VALUE, fault);
  }

  /** Every request from now on whose line matches goes wrong. */
  public FakeFaults always(Predicate<String> line, Fault fault) {
    return next(Integer.MAX_VALUE, line, fault);
  }

  /** The next so many requests whose line matches go wrong. */
  public synchronized FakeFaults next(int times, Predicate<String> line, Fault fault) {
    rules.addLast(new Rule(line, fault, times));
    return this;
  }

  /** Forgets what was ordered. */
  public synchronized void clear() {
    rules.clear();
    beforePages.clear();
  }

  /**
   * Does something just before a page of workflows is made, for example deletes one: what a person
   * does at n8n while it is read.
   *
   * @param number of the page, counted over all listings since the fake runs; the first is 1
   */
  public synchronized FakeFaults beforePage(int number, Runnable change) {
    beforePages.put(number, change);
    return this;
  }

  synchronized Optional<Fault> meet(String line) {
    for (Rule rule : rules) {
      if (rule.left > 0 && rule.line.test(line)) {
        rule.left--;
        return Optional.of(rule.fault);
      }
    }
    return Optional.empty();
  }

  void pageBegins() {
    Runnable change;
    synchronized (this) {
      pages++;
      change = beforePages.getOrDefault(pages, () -> {});
    }
    change.run();
  }

  private static final class Rule {
    private final Predicate<String> line;
    private final Fault fault;
    private int left;

    Rule(Predicate<String> line, Fault fault, int left) {
      this.line = line;
      this.fault = fault;
      this.left = left;
    }
  }
}
