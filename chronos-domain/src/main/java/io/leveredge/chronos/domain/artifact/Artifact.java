package io.leveredge.chronos.domain.artifact;

/**
 * One file of a backup.
 *
 * @param storedBytes the size on disk
 * @param storedSha256 the digest of the bytes on disk: what {@code sha256sum} prints
 * @param plainBytes the size once decompressed
 * @param plainSha256 the digest once decompressed
 */
public record Artifact(
    ArtifactName name,
    Codec codec,
    ByteCount storedBytes,
    Sha256 storedSha256,
    ByteCount plainBytes,
    Sha256 plainSha256) {}
