package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One element of the column {@code results}. Empty lists and maps may be left out. */
@Serdeable(naming = SnakeCaseStrategy.class)
record ComponentJson(
    String component,
    String state,
    @Nullable List<ArtifactJson> artifacts,
    @Nullable List<String> missing,
    @Nullable List<String> notes,
    @Nullable Map<String, String> facts) {

  static ComponentJson from(ComponentResult result) {
    Map<String, String> facts = new TreeMap<>();
    result.facts().forEach((name, fact) -> facts.put(name, StorableText.of(fact)));
    return new ComponentJson(
        result.component().wire(),
        result.state().name().toLowerCase(Locale.ROOT),
        result.artifacts().stream().map(ArtifactJson::from).toList(),
        result.missing().stream().map(StorableText::of).toList(),
        result.notes().stream().map(StorableText::of).toList(),
        facts);
  }

  /**
   * @throws IllegalArgumentException when a word is unknown
   * @throws java.util.NoSuchElementException likewise
   * @throws NullPointerException when one is missing
   */
  ComponentResult toResult() {
    return new ComponentResult(
        Component.fromWire(component).orElseThrow(),
        ComponentResult.State.valueOf(state.toUpperCase(Locale.ROOT)),
        orNone(artifacts).stream().map(ArtifactJson::toArtifact).toList(),
        orNone(missing),
        orNone(notes),
        facts == null ? Map.of() : facts);
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /** One artifact of a component. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record ArtifactJson(
      String name,
      String codec,
      long storedBytes,
      String storedDigest,
      long plainBytes,
      String plainDigest) {

    static ArtifactJson from(Artifact artifact) {
      return new ArtifactJson(
          artifact.name().value(),
          artifact.codec().wire(),
          artifact.storedBytes().value(),
          artifact.storedSha256().hex(),
          artifact.plainBytes().value(),
          artifact.plainSha256().hex());
    }

    Artifact toArtifact() {
      return new Artifact(
          new ArtifactName(name),
          Codec.fromWire(codec).orElseThrow(),
          ByteCount.of(storedBytes),
          new Sha256(storedDigest),
          ByteCount.of(plainBytes),
          new Sha256(plainDigest));
    }
  }
}
