package io.leveredge.chronos.adapters.fs.store;

/** The steps of making a backup, in their order. */
public enum PublishStep implements StoreStep {
  STAGING_CREATED,
  ARTIFACT_WRITTEN,
  ARTIFACT_SYNCED,
  CHECKSUMS_WRITTEN,
  CHECKSUMS_SYNCED,
  MANIFEST_WRITTEN,
  MANIFEST_SYNCED,
  STAGING_SYNCED,
  SHELF_CREATED,
  SHELF_SYNCED,
  /** From here on there is a backup. */
  RENAMED,
  /** From here on a power cut leaves it. */
  SHELF_RESYNCED
}
