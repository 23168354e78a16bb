package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.api.access.Token;
import io.leveredge.chronos.app.configuration.TargetSettings.DumpOptions;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.TargetName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The YAML file that {@code CHRONOS_CONFIG} names: more targets, and tokens. */
final class ConfigurationFile {
  private final Section root;
  private final Variables variables;
  private final Faults faults;

  private ConfigurationFile(Section root, Variables variables, Faults faults) {
    this.root = root;
    this.variables = variables;
    this.faults = faults;
  }

  /** An empty file. */
  static ConfigurationFile none() {
    Faults faults = new Faults();
    return new ConfigurationFile(
        new Section("", Map.of(), faults), new Variables(Map.of(), faults), faults);
  }

  static ConfigurationFile read(Path path, Variables variables, Faults faults) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      Object document = new Yaml(new SafeConstructor(options)).load(Files.readString(path));
      if (document instanceof Map<?, ?> map) {
        Section root = new Section("", map, faults);
        root.requireOnly(Set.of("targets", "tokens"));
        return new ConfigurationFile(root, variables, faults);
      }
      faults.add("CHRONOS_CONFIG", "the file '" + path + "' holds no YAML mapping");
    } catch (IOException unreadable) {
      faults.add("CHRONOS_CONFIG", "the file '" + path + "' cannot be read");
    } catch (YAMLException malformed) {
      faults.add("CHRONOS_CONFIG", "the file '" + path + "' is not YAML: " + firstLine(malformed));
    }
    return none();
  }

  /** The targets; what one leaves out of these is as the environment has it. */
  List<TargetSettings> targets(Codec codec, DumpOptions options, Duration hookTimeout) {
    List<TargetSettings> targets = new ArrayList<>();
    for (Map.Entry<String, Section> entry : root.sections("targets").entrySet()) {
      Section section = entry.getValue();
      TargetNames.check(section.name(), entry.getKey(), faults);
      TargetSection content = new TargetSection(section, variables, faults);
      TargetName.parse(entry.getKey())
          .map(name -> content.read(name, codec, options, hookTimeout))
          .ifPresent(targets::add);
    }
    return targets;
  }

  List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    for (Map.Entry<String, Section> entry : root.sections("tokens").entrySet()) {
      Section section = entry.getValue();
      section.requireOnly(Set.of("sha256", "scopes"));
      Optional<Sha256> digest = digest(section);
      Set<Scope> scopes = scopes(section);
      digest.ifPresent(sha256 -> tokens.add(new Token(entry.getKey(), sha256, scopes)));
    }
    return tokens;
  }

  private Optional<Sha256> digest(Section section) {
    String text = section.text("sha256").orElse("");
    if (!text.matches("[0-9a-f]{64}")) {
      faults.add(section.name("sha256"), "must be the SHA-256 of the token, 64 hexadecimal digits");
      return Optional.empty();
    }
    return Optional.of(new Sha256(text));
  }

  private Set<Scope> scopes(Section section) {
    Set<Scope> scopes = new HashSet<>();
    for (String word : section.texts("scopes")) {
      Optional<Scope> scope = Scope.fromWire(word);
      scope.ifPresentOrElse(
          scopes::add,
          () -> faults.add(section.name("scopes"), "there is no scope '" + word + "'"));
    }
    return scopes;
  }

  private static String firstLine(YAMLException malformed) {
    return String.valueOf(malformed.getMessage()).lines().findFirst().orElse("").strip();
  }
}
