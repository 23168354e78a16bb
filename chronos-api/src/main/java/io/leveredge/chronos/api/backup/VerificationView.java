package io.leveredge.chronos.api.backup;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.domain.verification.Verification;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What reading a backup again has found. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Verification")
record VerificationView(
    String backupId,
    @Schema(
            type = "string",
            allowableValues = {"intact", "corrupt", "missing"})
        String finding,
    Instant verifiedAt,
    @Schema(
            description =
                "Of the backup and of those it builds on; the manifest and the list of checksums"
                    + " come first.")
        List<FileView> files) {

  /** What was found of one file. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @Schema(name = "VerifiedFile")
  record FileView(
      @Schema(description = "Whose file it is.") String backupId,
      @Schema(example = "database.sql.gz") String name,
      @Schema(
              type = "string",
              allowableValues = {"intact", "corrupt", "missing"})
          String finding,
      @Schema(requiredMode = NOT_REQUIRED) Optional<String> expectedSha256,
      @Schema(
              description = "Left out where it could not be read to its end, or not be understood.",
              requiredMode = NOT_REQUIRED)
          Optional<String> actualSha256,
      @Schema(requiredMode = NOT_REQUIRED) Optional<String> problem) {}

  static VerificationView of(Verification verification) {
    return new VerificationView(
        verification.backup().value(),
        verification.finding().wire(),
        verification.at(),
        verification.files().stream().map(VerificationView::file).toList());
  }

  private static FileView file(FileVerdict verdict) {
    Optional<String> none = Optional.empty();
    String backup = verdict.backup().value();
    String name = verdict.file().value();
    return switch (verdict) {
      case FileVerdict.Intact intact ->
          new FileView(backup, name, Verification.Finding.INTACT.wire(), none, none, none);
      case FileVerdict.Missing missing ->
          new FileView(backup, name, Verification.Finding.MISSING.wire(), none, none, none);
      case FileVerdict.Corrupt corrupt ->
          new FileView(
              backup,
              name,
              Verification.Finding.CORRUPT.wire(),
              Optional.of(corrupt.expected().hex()),
              corrupt.actual().map(Sha256::hex),
              Optional.of(corrupt.problem()));
    };
  }
}
