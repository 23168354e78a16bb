package io.leveredge.chronos.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTest {
  @TempDir Path folder;
  private final AtomicInteger questions = new AtomicInteger();

  private BooleanSupplier asked(boolean answer) {
    return () -> {
      questions.incrementAndGet();
      return answer;
    };
  }

  @Test
  void withoutAnySignTheEngineIsNotEvenAsked() {
    List<Path> signs = List.of(folder.resolve("docker.sock"));
    assertThat(new DockerEngine(Map.of(), signs, asked(true)).answers()).isFalse();
    assertThat(new DockerEngine(Map.of("DOCKER_HOST", " "), signs, asked(true)).answers())
        .isFalse();
    assertThat(questions).hasValue(0);
  }

  @Test
  void aSocketThatNobodyAnswersOnIsNoEngine() throws Exception {
    Path socket = Files.createFile(folder.resolve("docker.sock"));
    assertThat(new DockerEngine(Map.of(), List.of(socket), asked(false)).answers()).isFalse();
    assertThat(questions).hasValue(1);
  }

  @Test
  void oneThatIsNamedOrHasASocketAndAnswersIsOne() throws Exception {
    Path socket = Files.createFile(folder.resolve("docker.sock"));
    assertThat(new DockerEngine(Map.of(), List.of(socket), asked(true)).answers()).isTrue();
    Map<String, String> named = Map.of("DOCKER_HOST", "tcp://127.0.0.1:2375");
    assertThat(new DockerEngine(named, List.of(), asked(true)).answers()).isTrue();
  }
}
