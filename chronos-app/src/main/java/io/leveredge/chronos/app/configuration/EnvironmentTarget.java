package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.adapters.n8n.N8nSettings;
import io.leveredge.chronos.adapters.os.hook.HookCommands;
import io.leveredge.chronos.app.configuration.TargetSettings.Database;
import io.leveredge.chronos.app.configuration.TargetSettings.DumpOptions;
import io.leveredge.chronos.app.configuration.TargetSettings.Files;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The target that the environment variables define. */
final class EnvironmentTarget {
  private static final long USUAL_LOCK_WAIT = 30;
  private static final long USUAL_HOOK_TIMEOUT = 60;

  private final Variables variables;
  private final Faults faults;

  EnvironmentTarget(Variables variables, Faults faults) {
    this.variables = variables;
    this.faults = faults;
  }

  /** The target, which may be empty. */
  TargetSettings read(Optional<DatabaseUrl> url, DumpOptions options) {
    List<String> excludes =
        PathList.patterns("CONFIG_EXCLUDES", variables.list("CONFIG_EXCLUDES"), faults);
    HookCommands hooks = hooks();
    TargetSettings target =
        new TargetSettings(
            TargetName.DEFAULT,
            names(),
            codec(),
            url.map(it -> new Database(it, options)),
            n8n(),
            PathList.read("CONFIG_PATHS", variables.list("CONFIG_PATHS"), faults)
                .map(roots -> new Files(roots, excludes)),
            hooks);
    HookPoints.requireReached(target, HookPoints::variable, faults);
    return target;
  }

  /** How databases are dumped, here and where the configuration file does not say otherwise. */
  DumpOptions dumpOptions() {
    return new DumpOptions(
        variables.list("DATABASE_EXCLUDE_SCHEMAS"),
        variables.flag("DATABASE_NO_OWNER"),
        variables.flag("DATABASE_NO_ACL"),
        Duration.ofSeconds(variables.number("LOCK_WAIT_SECONDS", USUAL_LOCK_WAIT, 1, 86400)));
  }

  private HookCommands hooks() {
    return HookPoints.commands(
        point -> variables.text(HookPoints.variable(point)),
        variables.number(
            "HOOK_TIMEOUT_SECONDS", USUAL_HOOK_TIMEOUT, 1, HookPoints.LONGEST_TIMEOUT));
  }

  private Codec codec() {
    return SettingsReader.codec(
        "COMPRESSION", variables.text("COMPRESSION").orElse(Codec.GZIP.wire()), faults);
  }

  /** None, or first the one that is shown. */
  private List<String> names() {
    List<String> aliases = variables.list("TARGET_ALIASES");
    Optional<String> name = variables.text("TARGET_NAME");
    name.ifPresent(each -> TargetNames.check("TARGET_NAME", each, faults));
    aliases.forEach(each -> TargetNames.check("TARGET_ALIASES", each, faults));
    if (name.isEmpty() && aliases.isEmpty()) {
      return List.of();
    }
    String shown = name.orElse(TargetName.DEFAULT.value());
    return Stream.concat(Stream.of(shown), aliases.stream()).distinct().toList();
  }

  private Optional<N8nSettings> n8n() {
    return N8nAccess.read(
        "N8N_URL",
        variables.text("N8N_URL"),
        "N8N_API_KEY",
        variables.secret("N8N_API_KEY"),
        faults);
  }
}
