package io.leveredge.chronos.adapters.fs.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.adapters.fs.manifest.ManifestReading.Refused;
import io.leveredge.chronos.adapters.fs.manifest.ManifestReading.Understood;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.Manifest;
import java.nio.charset.StandardCharsets;

/**
 * {@code manifest.json}: UTF-8, snake case, instants as ISO 8601 in UTC. The same manifest is
 * always the same bytes, whose SHA-256 is the checksum of the backup. Fields that are unknown here
 * are passed over; a format newer than {@link Manifest#CURRENT_FORMAT} is refused, because what it
 * changed might be what counts.
 */
public final class ManifestJson {
  private static final String NO_ENCRYPTION = "none";

  private ManifestJson() {}

  public static byte[] write(Manifest manifest) {
    var object = Json.NODES.objectNode();
    object.put("format_version", manifest.formatVersion());
    object.put("written_by", manifest.writtenBy());
    OrderJson.write(manifest.order(), object);
    object.put("status", manifest.state().wire());
    object.put("completed_at", manifest.completedAt().toString());
    object.set("parent", Json.textOrNull(manifest.parent().map(BackupId::value)));
    object.put("encryption", NO_ENCRYPTION);
    object.set("results", ResultJson.write(manifest.components()));
    object.set("own_artifacts", ResultJson.writeArtifacts(manifest.ownArtifacts()));
    // By way of a string: half a surrogate pair in a reason becomes '?' and fails no backup.
    return Json.pretty(object).getBytes(StandardCharsets.UTF_8);
  }

  public static ManifestReading read(byte[] utf8) {
    try {
      JsonNode object = Json.parse(new String(utf8, StandardCharsets.UTF_8));
      long version = Json.number(object, "format_version");
      if (version > Manifest.CURRENT_FORMAT) {
        return new Refused(
            "It has format_version "
                + version
                + ", written by "
                + object.path("written_by").asText("a newer version")
                + "; this version reads up to "
                + Manifest.CURRENT_FORMAT);
      }
      String encryption = Json.text(object, "encryption");
      if (!encryption.equals(NO_ENCRYPTION)) {
        return new Refused("It is encrypted with '" + encryption + "', which is unknown here");
      }
      return new Understood(readFields(object, Math.toIntExact(version)));
    } catch (IllegalArgumentException e) {
      return new Refused(String.valueOf(e.getMessage()));
    }
  }

  private static Manifest readFields(JsonNode object, int version) {
    BackupState state = Json.word(object, "status", BackupState::fromWire);
    if (state != BackupState.COMPLETED && state != BackupState.PARTIAL) {
      throw new IllegalArgumentException("A manifest's status cannot be '" + state.wire() + "'");
    }
    return new Manifest(
        version,
        Json.text(object, "written_by"),
        OrderJson.read(object),
        state,
        Json.instant(object, "completed_at"),
        ResultJson.read(object),
        ResultJson.readArtifacts(object, "own_artifacts"),
        Json.optionalText(object, "parent").map(BackupId::new));
  }
}
