package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.adapters.n8n.N8nLimits;
import io.leveredge.chronos.adapters.n8n.PageReader;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** {@code workflows.json} of a backup, read one workflow at a time. */
final class StoredWorkflows {
  static final ArtifactName FILE = new ArtifactName("workflows.json");

  private final PublishedBackup backup;
  private final ByteCount largest;

  StoredWorkflows(PublishedBackup backup, N8nLimits limits) {
    this.backup = backup;
    this.largest = limits.largestWorkflow();
  }

  /** Gets each workflow in the order of the backup. */
  interface Visitor {
    /**
     * Gets one.
     *
     * @param bytes that it takes in the backup
     */
    void visit(Workflow workflow, long bytes);
  }

  /** What the manifest says of the workflows; empty where the backup holds none. */
  Optional<ComponentResult> described() {
    return backup.manifest().components().stream()
        .filter(result -> result.component() == Component.WORKFLOWS)
        .filter(
            result ->
                result.artifacts().stream().anyMatch(artifact -> artifact.name().equals(FILE)))
        .findFirst();
  }

  /**
   * Hands each on.
   *
   * @throws ChronosException {@code BACKUP_CORRUPT} where it is not the JSON it should be, and what
   *     the backup's reader or the visitor throws
   */
  void each(Visitor visitor) {
    PageReader reader =
        new PageReader(
            element -> {
              stopOnInterrupt();
              byte[] bytes = element.raw().bytes();
              visitor.visit(new Workflow(parsed(bytes)), bytes.length);
            },
            largest);
    try (InputStream stored = backup.artifact(FILE).plain()) {
      reader.readArray(stored);
    } catch (IOException broken) {
      throw corrupt(broken);
    }
  }

  private ObjectNode parsed(byte[] json) {
    try {
      return Json.object(json);
    } catch (IOException broken) {
      throw corrupt(broken);
    }
  }

  private static void stopOnInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ChronosException(
          ErrorCode.RESTORE_INTERRUPTED, "The reading of workflows was stopped by the service");
    }
  }

  private ChronosException corrupt(IOException why) {
    String said =
        why instanceof JacksonException json
            ? json.getOriginalMessage()
            : String.valueOf(why.getMessage());
    return new ChronosException(
        ErrorCode.BACKUP_CORRUPT,
        "%s of %s is not an array of workflows: %s".formatted(FILE, backup.id(), Text.line(said)),
        why);
  }
}
