package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.adapters.fs.tar.TarWriter;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One reading of the configuration files, from the first root to the result. Used once. */
final class ConfigCapture {
  private final ConfigSettings settings;
  private final Capture capture;
  private final Counts counts = new Counts();

  ConfigCapture(ConfigSettings settings, Capture capture) {
    this.settings = settings;
    this.capture = capture;
  }

  ComponentResult run() {
    try (ArtifactSink tar = open("config.tar");
        ArtifactSink lines = open("config.index.jsonl")) {
      ConfigIndexWriter index = new ConfigIndexWriter(lines);
      index.header(names(settings.roots()), settings.excludes());
      Findings findings = new Findings(index);
      walk(new Archive(new TarWriter(tar), index, counts), findings);
      StoredArtifact stored = tar.finish();
      index.finish(stored.blocks());
      return result(findings, List.of(stored.artifact(), lines.finish().artifact()));
    }
  }

  private ArtifactSink open(String name) {
    return capture
        .staging()
        .artifact(new ArtifactName(name + capture.codec().suffix()), capture.codec());
  }

  private void walk(Archive archive, Findings findings) {
    Excludes excludes = new Excludes(settings.excludes());
    OwnFolders own = new OwnFolders(settings.own());
    FileArchiver files = new FileArchiver(archive.tar(), capture.progress());
    TreeWalk walk = new TreeWalk(excludes, own, new EntryArchiver(archive, files), findings);
    for (Path root : new Roots(settings, excludes, own).toWalk()) {
      capture.progress().doing("reading " + RawName.of(root));
      walk.walk(root);
    }
    archive.tar().finish();
  }

  private ComponentResult result(Findings findings, List<Artifact> artifacts) {
    List<String> missing = findings.missing();
    return new ComponentResult(
        Component.CONFIG,
        missing.isEmpty() ? ComponentResult.State.COMPLETED : ComponentResult.State.PARTIAL,
        artifacts,
        missing,
        findings.notes(),
        Map.of(
            "roots", String.join(", ", names(settings.roots())),
            "excludes", String.join(", ", settings.excludes()),
            "files", Long.toString(counts.of(EntryType.FILE) + counts.of(EntryType.HARDLINK)),
            "directories", Long.toString(counts.of(EntryType.DIRECTORY)),
            "bytes", Long.toString(counts.bytes()),
            "not_kept", "access control lists, extended attributes"));
  }

  private static List<String> names(List<Path> paths) {
    return paths.stream().map(path -> RawName.of(path).escaped()).toList();
  }
}
