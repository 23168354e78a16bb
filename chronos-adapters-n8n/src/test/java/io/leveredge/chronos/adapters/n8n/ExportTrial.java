package io.leveredge.chronos.adapters.n8n;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.n8n.N8nServer;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Takes the workflows of an n8n into memory, in haste, and shows what was written. */
final class ExportTrial {
  static final N8nLimits HASTY =
      new N8nLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          3,
          Duration.ofMillis(5),
          Duration.ofMillis(50),
          50,
          N8nLimits.USUAL.largestWorkflow(),
          N8nLimits.USUAL.largestAnswer());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final N8nSettings settings;
  private final Map<String, ByteArrayOutputStream> written = new HashMap<>();
  private final MemoryArtifactStore store = new MemoryArtifactStore();

  ExportTrial(N8nSettings settings) {
    this.settings = settings;
  }

  static ExportTrial of(N8nServer n8n) {
    return new ExportTrial(N8nSettings.of(n8n.url().toString(), n8n.apiKey()).with(HASTY));
  }

  static ExportTrial of(N8nServer n8n, N8nLimits limits) {
    return new ExportTrial(N8nSettings.of(n8n.url().toString(), n8n.apiKey()).with(limits));
  }

  /** Pages of that size, to begin with. */
  static N8nLimits paging(int page) {
    return new N8nLimits(
        HASTY.connect(),
        HASTY.idle(),
        HASTY.whole(),
        HASTY.tries(),
        HASTY.firstPause(),
        HASTY.longestPause(),
        page,
        HASTY.largestWorkflow(),
        HASTY.largestAnswer());
  }

  /** One try, which is given up after that much silence. */
  static N8nLimits impatient(Duration idle) {
    return new N8nLimits(
        HASTY.connect(),
        idle,
        HASTY.whole(),
        1,
        HASTY.firstPause(),
        HASTY.longestPause(),
        1,
        HASTY.largestWorkflow(),
        HASTY.largestAnswer());
  }

  /** Workflows up to that size. */
  static N8nLimits holding(ByteCount workflow) {
    return new N8nLimits(
        HASTY.connect(),
        HASTY.idle(),
        HASTY.whole(),
        HASTY.tries(),
        HASTY.firstPause(),
        HASTY.longestPause(),
        HASTY.page(),
        workflow,
        HASTY.largestAnswer());
  }

  ComponentResult capture() {
    BackupOrder order = SampleBackups.order(1);
    try (StagedBackup staged = store.stage(order)) {
      return new N8nWorkflowSource(settings)
          .capture(
              new Capture(order.id(), new Watched(staged), Codec.GZIP, new Silence(), child -> {}));
    }
  }

  /** The bytes that went to an artifact that was finished. */
  String written(String name) {
    return Optional.ofNullable(written.get(name))
        .orElseThrow(() -> new AssertionError(name + " was not written"))
        .toString(StandardCharsets.UTF_8);
  }

  boolean wrote(String name) {
    return written.containsKey(name);
  }

  JsonNode json(String name) {
    try {
      return JSON.readTree(written(name));
    } catch (JsonProcessingException broken) {
      throw new AssertionError(name + " is no JSON", broken);
    }
  }

  List<String> workflowIds() {
    return StreamSupport.stream(json("workflows.json").spliterator(), false)
        .map(workflow -> workflow.path("id").asText())
        .toList();
  }

  private static final class Silence implements CaptureProgress {
    @Override
    public void read(long bytes) {}

    @Override
    public void doing(String what) {}
  }

  /** Keeps a copy of what is finished: a staged backup shows its bytes to nobody. */
  private final class Watched implements StagedBackup {
    private final StagedBackup staged;

    Watched(StagedBackup staged) {
      this.staged = staged;
    }

    @Override
    public ArtifactSink artifact(ArtifactName name, Codec codec) {
      ArtifactSink sink = staged.artifact(name, codec);
      ByteArrayOutputStream copy = new ByteArrayOutputStream();
      return new ArtifactSink() {
        @Override
        public void write(byte[] bytes, int offset, int length) {
          sink.write(bytes, offset, length);
          copy.write(bytes, offset, length);
        }

        @Override
        public long position() {
          return sink.position();
        }

        @Override
        public StoredArtifact finish() {
          StoredArtifact finished = sink.finish();
          written.put(name.value(), copy);
          return finished;
        }

        @Override
        public void close() {
          sink.close();
        }
      };
    }

    @Override
    public Backup publish(Manifest manifest) {
      return staged.publish(manifest);
    }

    @Override
    public void close() {
      staged.close();
    }
  }
}
