package io.leveredge.chronos.adapters.os.hook;

import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.ports.hook.HookCall;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a command learns of its backup; docs/reference/settings.md lists it. */
final class HookEnvironment {
  private HookEnvironment() {}

  /** None of these names is one of the service's own settings, which a command may want to use. */
  static Map<String, String> of(HookCall call, Path backups) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("CHRONOS_HOOK", call.point().wire());
    variables.put("CHRONOS_BACKUP_ID", call.id().value());
    variables.put("CHRONOS_TARGET", call.target().value());
    variables.put("CHRONOS_TYPE", call.type().wire());
    variables.put("CHRONOS_TIER", call.tier().name());
    call.point()
        .component()
        .map(Component::wire)
        .ifPresent(word -> variables.put("CHRONOS_COMPONENT", word));
    call.ended().map(BackupState::wire).ifPresent(word -> variables.put("CHRONOS_RESULT", word));
    call.directory()
        .map(backups::resolve)
        .ifPresent(path -> variables.put("CHRONOS_DIRECTORY", path.toString()));
    return variables;
  }
}
