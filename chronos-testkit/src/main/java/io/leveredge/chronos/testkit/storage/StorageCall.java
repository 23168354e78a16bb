package io.leveredge.chronos.testkit.storage;

/** The calls of a store that can be made to fail. */
public enum StorageCall {
  STAGE,
  OPEN_ARTIFACT,
  WRITE,
  FINISH,
  PUBLISH,
  READ,
  DISCARD,
  REMOVE_STAGING,
  FREE_SPACE,
  PROBE
}
