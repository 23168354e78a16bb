package io.leveredge.chronos.app;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.app.configuration.SettingsReader;
import io.leveredge.chronos.app.configuration.SettingsReader.Reading;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.List;

/** Starts the service: settings first, then whatever they ask for. */
public final class Main {
  /** The conventional status for a configuration that cannot be used: EX_CONFIG of sysexits.h. */
  private static final int CONFIGURATION_FAULTY = 78;

  private static final int NOT_STARTED = 1;

  private Main() {}

  public static void main(String[] arguments) {
    switch (SettingsReader.read(System.getenv())) {
      case Reading.Faulty(List<String> faults) -> {
        System.err.println("CHRONOS does not start; the configuration needs mending:");
        faults.forEach(fault -> System.err.println("  " + fault));
        System.exit(CONFIGURATION_FAULTY);
      }
      case Reading.Valid(Settings settings) -> run(settings);
    }
  }

  private static void run(Settings settings) {
    SystemClock clock = new SystemClock();
    RunningChronos service = new RunningChronos(settings, clock, new OsChildProcesses(clock));
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
    try {
      service.start();
    } catch (ChronosException failure) {
      if (failure.code() == ErrorCode.SHUTTING_DOWN) {
        return; // As whoever stops us wanted; the hook above runs.
      }
      System.err.println("CHRONOS does not start: " + failure.getMessage());
      System.err.println("  " + failure.code().hint());
      System.exit(NOT_STARTED);
    }
  }
}
