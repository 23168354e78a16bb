package io.leveredge.chronos.adapters.fs.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.manifest.ManifestReading.Refused;
import io.leveredge.chronos.adapters.fs.manifest.ManifestReading.Understood;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Idempotency;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.testkit.SampleBackups;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestJsonTest {

  /** A manifest in which every field is filled; {@code v1.json} is this one, and stays. */
  private static final Manifest FULL =
      new Manifest(
          1,
          "CHRONOS 0.1.0",
          new BackupOrder(
              BackupId.of(Instant.parse("2026-01-19T14:30:05.123Z"), 7),
              BackupType.FULL,
              Tier.DAILY,
              new TargetName("prod"),
              EnumSet.of(Component.DATABASE, Component.WORKFLOWS, Component.CONFIG),
              List.of("pre-deploy", "billing"),
              Optional.of("Vor der Umstellung: \"Größe\"\nzweite Zeile"),
              "APOLLO",
              Instant.parse("2026-01-19T14:30:05.123456Z"),
              Instant.parse("2026-02-18T14:30:05.123456Z"),
              Optional.of(new Idempotency("deploy-42", Sha256.of(new byte[] {9})))),
          BackupState.PARTIAL,
          Instant.parse("2026-01-19T14:31:00Z"),
          List.of(
              SampleBackups.databaseResult(),
              ComponentResult.notConfigured(Component.WORKFLOWS),
              new ComponentResult(
                  Component.CONFIG,
                  ComponentResult.State.PARTIAL,
                  List.of(),
                  List.of("/etc/app/secret.key: Permission denied"),
                  List.of(),
                  Map.of())),
          List.of(
              new Artifact(
                  new ArtifactName("state.jsonl.gz"),
                  Codec.GZIP,
                  ByteCount.of(120),
                  Sha256.of(new byte[] {3}),
                  ByteCount.of(300),
                  Sha256.of(new byte[] {4}))),
          Optional.of(BackupId.of(Instant.parse("2026-01-18T14:30:05.123Z"), 6)));

  @Test
  void firstFormatIsStillRead() throws IOException {
    assertThat(ManifestJson.read(golden())).isEqualTo(new Understood(FULL));
  }

  @Test
  void firstFormatIsStillWrittenByteForByte() throws IOException {
    assertThat(new String(ManifestJson.write(FULL), UTF_8)).isEqualTo(new String(golden(), UTF_8));
  }

  @Test
  void absentFieldsSurviveTheWayThroughAFile() {
    Manifest plain = SampleBackups.manifest(SampleBackups.order(1));
    assertThat(ManifestJson.read(ManifestJson.write(plain))).isEqualTo(new Understood(plain));
  }

  @Test
  void halfASurrogatePairInAReasonFailsNoBackup() {
    BackupOrder order = SampleBackups.order(1);
    Manifest odd =
        SampleBackups.manifest(
            new BackupOrder(
                order.id(),
                order.type(),
                order.tier(),
                order.target(),
                order.components(),
                List.of(),
                Optional.of("broken \ud83d reason"),
                order.requestedBy(),
                order.createdAt(),
                order.expiresAt(),
                Optional.empty()));
    assertThat(ManifestJson.read(ManifestJson.write(odd)))
        .isInstanceOfSatisfying(
            Understood.class,
            read -> assertThat(read.manifest().order().reason()).contains("broken ? reason"));
  }

  @Test
  void unknownFieldsArePassedOver() throws IOException {
    String more = new String(golden(), UTF_8).replaceFirst("\\{", "{\"new_field\": [1, {}],");
    assertThat(ManifestJson.read(more.getBytes(UTF_8))).isEqualTo(new Understood(FULL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format_version\": 1|\"format_version\": 2|It has format_version 2, written by CHRONOS"
            + " 0.1.0; this version reads up to 1",
        "\"encryption\": \"none\"|\"encryption\": \"age\"|It is encrypted with 'age', which is"
            + " unknown here",
        "\"backup_id\"|\"other\"|'backup_id' is missing",
        "\"type\": \"full\"|\"type\": \"odd\"|'type' is 'odd', unknown here",
        "\"status\": \"partial\"|\"status\": \"failed\"|A manifest's status cannot be 'failed'",
        "\"plain_bytes\": 5678|\"plain_bytes\": \"5678\"|'plain_bytes' is no whole number",
        "\"2026-01-19T14:31:00Z\"|\"yesterday\"|'completed_at' is no time",
        "\"tier\": \"daily\"|\"tier\": \"../x\"|'tier' is '../x', unknown here",
      })
  void manifestThatIsNotUnderstoodIsRefusedWithTheReason(String from, String to, String reason)
      throws IOException {
    String changed = new String(golden(), UTF_8).replace(from, to);
    assertThat(ManifestJson.read(changed.getBytes(UTF_8))).isEqualTo(new Refused(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"a\": 1, \"a\": 2}", "{} {}", "\u0000", "null"})
  void whatIsNoJsonObjectIsRefused(String text) {
    assertThat(ManifestJson.read(text.getBytes(UTF_8))).isInstanceOf(Refused.class);
  }

  @Test
  void cutManifestIsRefusedWhereverItIsCut() throws IOException {
    byte[] golden = golden();
    for (int length = 0; length < golden.length - 2; length++) {
      assertThat(ManifestJson.read(Arrays.copyOf(golden, length))).isInstanceOf(Refused.class);
    }
  }

  private static byte[] golden() throws IOException {
    try (InputStream in = ManifestJsonTest.class.getResourceAsStream("/manifests/v1.json")) {
      assertThat(in).isNotNull();
      return in.readAllBytes();
    }
  }
}
