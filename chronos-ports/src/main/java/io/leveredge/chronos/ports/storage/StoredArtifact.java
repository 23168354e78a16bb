package io.leveredge.chronos.ports.storage;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.BlockTable;

/** A finished artifact and where its blocks begin. */
public record StoredArtifact(Artifact artifact, BlockTable blocks) {}
