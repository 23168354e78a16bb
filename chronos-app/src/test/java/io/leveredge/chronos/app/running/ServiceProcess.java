package io.leveredge.chronos.app.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real service in a process of its own: the jar with the libraries beside it, as {@code
 * ./chronos run} starts it, and as Maven has made it before it runs the tests.
 */
final class ServiceProcess implements AutoCloseable {
  private static final Pattern SERVES = Pattern.compile("CHRONOS serves on (http://\\S+);");
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path BUILT =
      Path.of(System.getProperty("basedir", "."), "target").toAbsolutePath();

  /** Left by the first service that ends, for the next to start in half the time. */
  private static final String CLASS_DATA =
      System.getProperty("service.classData", BUILT.resolve("tmp/service.jsa").toString());

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final Path state;
  private final URI root;

  private ServiceProcess(Process process, Path log, Path state) throws Exception {
    this.process = process;
    this.log = log;
    this.state = state;
    this.root = awaitRoot();
  }

  /**
   * Starts it on a free port, with its state and backups below a folder.
   *
   * @param environment what the operator sets, besides
   */
  static ServiceProcess start(Path folder, Map<String, String> environment) throws Exception {
    return startUnder(List.of(), folder, environment);
  }

  /** The same, by a program that executes the command it is given. */
  static ServiceProcess startUnder(
      List<String> program, Path folder, Map<String, String> environment) throws Exception {
    List<String> command = new ArrayList<>(program);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + CLASS_DATA,
            "-jar",
            BUILT.resolve("chronos-app.jar").toString()));
    return startAs(command, folder, environment);
  }

  /** The same, by a command that ends up as the service. */
  static ServiceProcess startAs(List<String> command, Path folder, Map<String, String> environment)
      throws Exception {
    Path state = folder.resolve("state");
    Path log = Files.createTempFile(folder, "service", ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> all = builder.environment();
    forgetOperator(all);
    Map<String, String> ours =
        new HashMap<>(
            Map.of(
                "CHRONOS_PORT", "0",
                "CHRONOS_STATE", state.toString(),
                "BACKUP_PATH", folder.resolve("backups").toString(),
                "EMBEDDED_POSTGRES_PORT", "0",
                "RESERVE_MB", "0"));
    ours.putAll(environment);
    all.putAll(ours);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new ServiceProcess(builder.start(), log, state);
  }

  /** Takes what whoever runs the tests has set for a service of their own out of an environment. */
  static void forgetOperator(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(
            name ->
                name.matches("(CHRONOS|DATABASE|CATALOG|BACKUP|PG|S3|N8N|CONFIG|TARGET|HOOK)_?.*"));
  }

  private URI awaitRoot() throws Exception {
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline) {
      Matcher matcher = SERVES.matcher(log());
      if (matcher.find()) {
        return URI.create(matcher.group(1));
      }
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("The service ended: " + log());
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("The service did not start: " + log());
  }

  /** An answer: its status, its headers and its body as JSON. */
  record Answer(int status, Map<String, List<String>> headers, JsonNode body) {
    String text(String field) {
      return body.path(field).asText();
    }
  }

  Answer get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path).GET();
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  Answer post(String path, String body, String... headers) throws Exception {
    return send(posting(path, body, headers));
  }

  /** With the first token. */
  Answer getAsOwner(String path) throws Exception {
    return get(path, "Authorization", "Bearer " + token());
  }

  /** With the first token. */
  Answer postAsOwner(String path, String body) throws Exception {
    return post(path, body, "Authorization", "Bearer " + token());
  }

  CompletableFuture<Answer> postLater(String path, String body, Duration patience) {
    return http.sendAsync(
            posting(path, body).timeout(patience).build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(ServiceProcess::answer);
  }

  Answer delete(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path).DELETE();
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  URI root() {
    return root;
  }

  private HttpRequest.Builder posting(String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(root.resolve(path)).timeout(CALL);
  }

  private Answer send(HttpRequest.Builder request) throws Exception {
    return answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  private static Answer answer(HttpResponse<String> response) {
    try {
      JsonNode body =
          response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
      return new Answer(response.statusCode(), response.headers().map(), body);
    } catch (IOException notJson) {
      throw new IllegalStateException(response.statusCode() + ": " + response.body(), notJson);
    }
  }

  /** The token that the first start has written. */
  String token() throws IOException {
    return Files.readString(state.resolve("token")).strip();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  long pid() {
    return process.pid();
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM; answers how long it took to end. */
  Duration stop() throws InterruptedException {
    long begun = System.nanoTime();
    process.destroy();
    process.waitFor();
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 15, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    process.onExit().join();
  }
}
