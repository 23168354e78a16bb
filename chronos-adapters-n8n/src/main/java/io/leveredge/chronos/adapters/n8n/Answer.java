package io.leveredge.chronos.adapters.n8n;

/** What n8n made of a request that it understood. */
public sealed interface Answer<T> {

  /** What was asked for. */
  record Given<T>(T value) implements Answer<T> {}

  /**
   * Not for this key, or not in this version: 401, 403, 404, 405.
   *
   * @param reason for a person, without a secret
   */
  record Withheld<T>(int status, String reason) implements Answer<T> {}
}
