package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.adapters.os.hook.HookCommands;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.ports.hook.HookPoint;
import io.leveredge.chronos.ports.hook.HookPoint.Moment;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the settings call the places that a hook can have. */
final class HookPoints {
  static final long LONGEST_TIMEOUT = 3600;
  static final String TIMEOUT_KEY = "timeout_seconds";

  private static final List<HookPoint> ALL =
      Arrays.stream(Moment.values()).flatMap(HookPoints::of).toList();

  /** What can stand below {@code hooks} in the configuration file. */
  static final Set<String> KEYS =
      Stream.concat(ALL.stream().map(HookPoints::key), Stream.of(TIMEOUT_KEY))
          .collect(Collectors.toUnmodifiableSet());

  private HookPoints() {}

  private static Stream<HookPoint> of(Moment moment) {
    return Stream.concat(
        Stream.of(HookPoint.ofBackup(moment)),
        Arrays.stream(Component.values()).map(component -> HookPoint.of(moment, component)));
  }

  /** For example {@code before_database}. */
  static String key(HookPoint point) {
    return point.wire().replace('-', '_');
  }

  /** For example {@code HOOK_BEFORE_DATABASE}. */
  static String variable(HookPoint point) {
    return "HOOK_" + key(point).toUpperCase(Locale.ROOT);
  }

  static HookCommands commands(Function<HookPoint, Optional<String>> text, long timeoutSeconds) {
    Map<HookPoint, String> texts = new HashMap<>();
    ALL.forEach(point -> text.apply(point).ifPresent(command -> texts.put(point, command)));
    return new HookCommands(texts, Duration.ofSeconds(timeoutSeconds));
  }

  /** A hook of a component that the target does not have would be trusted in, and never run. */
  static void requireReached(
      TargetSettings target, Function<HookPoint, String> setting, Faults faults) {
    for (HookPoint point : ALL) {
      if (target.hooks().texts().containsKey(point)) {
        point
            .component()
            .filter(component -> !target.mayHave(component))
            .ifPresent(
                component ->
                    faults.add(
                        setting.apply(point),
                        "would never run: the target has no " + component.wire()));
      }
    }
  }

  /** The variables define no target, so that hooks of theirs would never run. */
  static void requireNone(HookCommands hooks, Faults faults) {
    ALL.stream()
        .filter(hooks.texts()::containsKey)
        .forEach(
            point -> faults.add(variable(point), "would never run: no variable defines a target"));
  }
}
