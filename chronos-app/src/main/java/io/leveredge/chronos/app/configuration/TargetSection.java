package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.adapters.n8n.N8nSettings;
import io.leveredge.chronos.adapters.os.hook.HookCommands;
import io.leveredge.chronos.app.configuration.TargetSettings.Database;
import io.leveredge.chronos.app.configuration.TargetSettings.DumpOptions;
import io.leveredge.chronos.app.configuration.TargetSettings.Files;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.TargetName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One target of the configuration file. */
final class TargetSection {
  private static final Set<String> KEYS =
      Set.of(
          "aliases",
          "compression",
          "database_url",
          "database_url_file",
          "exclude_schemas",
          "no_owner",
          "no_acl",
          "lock_wait_seconds",
          "n8n_url",
          "n8n_api_key",
          "n8n_api_key_file",
          "config_paths",
          "config_excludes",
          "hooks");

  private final Section section;
  private final Variables variables;
  private final Faults faults;

  TargetSection(Section section, Variables variables, Faults faults) {
    this.section = section;
    this.variables = variables;
    this.faults = faults;
  }

  /** What it leaves out is as in these. */
  TargetSettings read(TargetName name, Codec otherwise, DumpOptions options, Duration hookTimeout) {
    section.requireOnly(KEYS);
    TargetSettings target =
        new TargetSettings(
            name,
            names(name),
            section
                .text("compression")
                .map(word -> SettingsReader.codec(section.name("compression"), word, faults))
                .orElse(otherwise),
            database(options),
            n8n(),
            files(),
            hooks(hookTimeout));
    HookPoints.requireReached(
        target, point -> section.name("hooks." + HookPoints.key(point)), faults);
    if (target.isEmpty()) {
      faults.add(section.name(), "needs a database_url, an n8n_url or config_paths");
    }
    return target;
  }

  private List<String> names(TargetName name) {
    List<String> aliases = section.texts("aliases");
    aliases.forEach(each -> TargetNames.check(section.name("aliases"), each, faults));
    return aliases.isEmpty()
        ? List.of()
        : Stream.concat(Stream.of(name.value()), aliases.stream()).distinct().toList();
  }

  private Optional<Database> database(DumpOptions otherwise) {
    DumpOptions options = options(otherwise);
    return secret("database_url")
        .flatMap(text -> SettingsReader.databaseUrl(section.name("database_url"), text, faults))
        .map(url -> new Database(url, options));
  }

  private DumpOptions options(DumpOptions otherwise) {
    return new DumpOptions(
        section.texts("exclude_schemas"),
        section.flag("no_owner", otherwise.noOwner()),
        section.flag("no_acl", otherwise.noAcl()),
        Duration.ofSeconds(
            section.number("lock_wait_seconds", otherwise.lockWait().toSeconds(), 1, 86400)));
  }

  private Optional<N8nSettings> n8n() {
    return N8nAccess.read(
        section.name("n8n_url"),
        section.text("n8n_url"),
        section.name("n8n_api_key"),
        secret("n8n_api_key"),
        faults);
  }

  private Optional<Files> files() {
    List<String> excludes =
        PathList.patterns(
            section.name("config_excludes"), section.texts("config_excludes"), faults);
    return PathList.read(section.name("config_paths"), section.texts("config_paths"), faults)
        .map(roots -> new Files(roots, excludes));
  }

  private HookCommands hooks(Duration otherwise) {
    return section
        .section("hooks")
        .map(
            hooks -> {
              hooks.requireOnly(HookPoints.KEYS);
              return HookPoints.commands(
                  point -> hooks.text(HookPoints.key(point)),
                  hooks.number(
                      HookPoints.TIMEOUT_KEY,
                      otherwise.toSeconds(),
                      1,
                      HookPoints.LONGEST_TIMEOUT));
            })
        .orElseGet(() -> new HookCommands(Map.of(), otherwise));
  }

  /** The key's own value, or the content of the file that the key with {@code _file} names. */
  private Optional<String> secret(String key) {
    Optional<String> file = section.text(key + "_file");
    return file.isPresent()
        ? variables.secretFile(section.name(key + "_file"), file.get())
        : section.text(key);
  }
}
