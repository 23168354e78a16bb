package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.app.configuration.SettingsReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code ./chronos restore}: puts back what lies in one backup's directory, with the settings of
 * the service and without the service.
 */
public final class RestoreFrom {
  private static final long SECONDS_FOR_THE_LAST_WORD = 30;

  private RestoreFrom() {}

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.of(System.in, System.out, System.err);
    System.exit(run(List.of(arguments), System.getenv(), terminal).number());
  }

  private static Status run(
      List<String> arguments, Map<String, String> environment, Terminal terminal) {
    return switch (OptionReader.read(arguments)) {
      case OptionReader.Reading.Help help -> {
        Usage.LINES.forEach(terminal::say);
        yield Status.DONE;
      }
      case OptionReader.Reading.Faulty(String fault) -> {
        terminal.complain(fault);
        Usage.LINES.forEach(terminal::complain);
        yield Status.WRONG_USE;
      }
      case OptionReader.Reading.Wanted(RestoreOptions options) ->
          switch (SettingsReader.read(environment)) {
            case SettingsReader.Reading.Faulty(List<String> faults) -> {
              terminal.complain("The configuration needs mending:");
              faults.forEach(fault -> terminal.complain("  " + fault));
              yield Status.WRONG_USE;
            }
            case SettingsReader.Reading.Valid(Settings settings) ->
                run(options, settings, terminal);
          };
    };
  }

  private static Status run(RestoreOptions options, Settings settings, Terminal terminal) {
    CommandLog.begin(settings.state());
    SystemClock clock = new SystemClock();
    CompletableFuture<Status> end = new CompletableFuture<>();
    Status status = Status.FAILED;
    try (RestoreCommand command =
        new RestoreCommand(options, settings, terminal, new OsChildProcesses(clock), clock)) {
      Thread main = Thread.currentThread();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(command, main, end), "stop"));
      status = command.run();
    } finally {
      end.complete(status);
    }
    return status;
  }

  /** On a signal; does nothing once all is done. */
  private static void stop(RestoreCommand command, Thread main, CompletableFuture<Status> end) {
    if (end.isDone()) {
      return;
    }
    Status status = Status.FAILED;
    try {
      if (command.isAsking()) {
        command.close(); // A read of the terminal cannot be interrupted; nothing has begun.
      } else {
        command.stop();
        main.interrupt();
        status = end.get(SECONDS_FOR_THE_LAST_WORD, TimeUnit.SECONDS);
      }
    } catch (InterruptedException | ExecutionException | TimeoutException unfinished) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(status.number());
  }
}
