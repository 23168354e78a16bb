package io.leveredge.chronos.ports.source;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.ports.storage.StagedBackup;

/**
 * What a source needs to be read into a backup.
 *
 * @param codec for the artifacts whose codec can be chosen
 * @param children told of every process that is started, before any byte of it is used
 */
public record Capture(
    BackupId id, StagedBackup staging, Codec codec, CaptureProgress progress, ChildLog children) {}
