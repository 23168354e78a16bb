package io.leveredge.chronos.adapters.os.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The command line of a server. All that we set is there, and postgresql.conf is left alone. */
record ServerOptions(List<String> arguments) {

  /** Before the caller's: of two settings of one name the last one counts. */
  private static final Map<String, String> DEFAULTS =
      Map.of("timezone", "UTC", "log_timezone", "UTC", "log_checkpoints", "off");

  static ServerOptions of(ClusterFolder folder, Map<String, String> serverSettings, int port) {
    // After the caller's. A socket's path may have 107 bytes, which a deep folder exceeds, and
    // nothing here uses one. The log is a week long: one file a day, overwritten when its day
    // comes again (manual, 20.8.1).
    Map<String, String> fixed =
        Map.of(
            "listen_addresses", ServerPort.HOST,
            "port", Integer.toString(port),
            "unix_socket_directories", "",
            "logging_collector", "on",
            "log_directory", folder.log().toString(),
            "log_filename", "postgresql-%a.log",
            "log_truncate_on_rotation", "on",
            "log_rotation_age", "1d",
            "log_rotation_size", "0");
    List<String> arguments = new ArrayList<>(List.of("-D", folder.data().toString()));
    List.of(DEFAULTS, serverSettings, fixed)
        .forEach(
            settings ->
                new TreeMap<>(settings)
                    .forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value))));
    return new ServerOptions(List.copyOf(arguments));
  }

  /**
   * Whether the server was started with these: {@code postmaster.opts} holds the program and its
   * arguments, each in double quotes (manual, 73.1).
   */
  boolean areThoseOf(Path data) throws IOException {
    Path file = data.resolve("postmaster.opts");
    String quoted =
        arguments.stream().map(argument -> " \"" + argument + "\"").collect(Collectors.joining());
    return Files.exists(file) && Files.readString(file).strip().endsWith(quoted);
  }
}
