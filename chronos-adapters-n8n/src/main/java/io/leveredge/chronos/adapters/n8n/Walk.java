package io.leveredge.chronos.adapters.n8n;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One way through all pages of a list. Where a page fails at its size the list is walked again from
 * its beginning with smaller ones; an element that was seen before is not handed on again.
 */
public final class Walk {
  /** In turn; n8n makes a page of one string, which may be too much for it where 50 are asked. */
  private static final int[] SMALLER_PAGES = {10, 1};

  /** So many pages in a row that hold nothing new are no changes of the list any more. */
  private static final int STALE_PAGES = 100;

  private final N8nApi api;
  private final N8nLimits limits;
  private final String list;
  private final Consumer<RawObject> visitor;
  private final Set<String> seen = new LinkedHashSet<>();

  /**
   * @param list below {@code /api/v1}, for example {@code /workflows}
   * @param visitor gets every element once
   */
  public Walk(N8nApi api, N8nLimits limits, String list, Consumer<RawObject> visitor) {
    this.api = api;
    this.limits = limits;
    this.list = list;
    this.visitor = visitor;
  }

  /** The identities of what it has seen, in their order. */
  public Set<String> seen() {
    return seen;
  }

  /**
   * Hands on every element of the list.
   *
   * @throws ChronosException with {@code N8N_REFUSED} where the list is not for this key too
   */
  public void toTheEnd() {
    switch (ask()) {
      case Answer.Given<Boolean> done -> {}
      case Answer.Withheld<Boolean>(int status, String reason) ->
          throw new ChronosException(ErrorCode.N8N_REFUSED, reason);
    }
  }

  /** The same, answering where the list is not to be had. */
  public Answer<Boolean> ask() {
    int page = limits.page();
    while (true) {
      try {
        return pages(page);
      } catch (PageFailure failure) {
        page = smallerThan(page).orElseThrow(failure::told);
      }
    }
  }

  private Answer<Boolean> pages(int size) throws PageFailure {
    Set<String> cursors = new HashSet<>();
    Set<String> walked = new HashSet<>();
    Optional<String> cursor = Optional.empty();
    int stale = 0;
    do {
      int before = walked.size();
      Answer<Optional<String>> answer = page(size, cursor, walked);
      if (answer instanceof Answer.Withheld<Optional<String>>(int status, String reason)) {
        return new Answer.Withheld<>(status, reason);
      }
      cursor = ((Answer.Given<Optional<String>>) answer).value();
      stale = walked.size() == before ? stale + 1 : 0;
      if (cursor.isPresent() && (!cursors.add(cursor.get()) || stale > STALE_PAGES)) {
        throw new ChronosException(
            ErrorCode.N8N_FAILED,
            "n8n's list %s does not come to an end: after %d different elements its pages repeat"
                .formatted(list, walked.size()));
      }
    } while (cursor.isPresent());
    return new Answer.Given<>(true);
  }

  private Answer<Optional<String>> page(int size, Optional<String> cursor, Set<String> walked)
      throws PageFailure {
    String path =
        list
            + "?limit="
            + size
            + cursor
                .map(at -> "&cursor=" + URLEncoder.encode(at, StandardCharsets.UTF_8))
                .orElse("");
    PageReader reader =
        new PageReader(
            element -> {
              String identity = element.identity();
              walked.add(identity);
              if (seen.add(identity)) {
                visitor.accept(element);
              }
            },
            limits.largestWorkflow());
    try {
      return api.ask(path, reader::read);
    } catch (ChronosException failed) {
      if (failed.code() == ErrorCode.N8N_FAILED) {
        throw new PageFailure(failed);
      }
      throw failed;
    }
  }

  private static Optional<Integer> smallerThan(int page) {
    for (int smaller : SMALLER_PAGES) {
      if (smaller < page) {
        return Optional.of(smaller);
      }
    }
    return Optional.empty();
  }

  /** A page could not be had at its size. */
  private static final class PageFailure extends Exception {
    private final transient ChronosException why;

    PageFailure(ChronosException why) {
      super(why);
      this.why = why;
    }

    ChronosException told() {
      return why;
    }
  }
}
