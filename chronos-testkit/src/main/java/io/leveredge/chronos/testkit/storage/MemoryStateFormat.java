package io.leveredge.chronos.testkit.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.state.OwnState;
import io.leveredge.chronos.ports.storage.StateFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Writes down no more than a state's digest, and remembers the rest. */
public final class MemoryStateFormat implements StateFormat {
  private final Map<String, OwnState> written = new ConcurrentHashMap<>();

  @Override
  public byte[] write(OwnState state) {
    Sha256 digest = Sha256.of(state.toString().getBytes(UTF_8));
    String lines = "{\"kind\":\"digest\",\"of\":\"%s\"}\n{\"kind\":\"end\"}\n".formatted(digest);
    written.put(lines, state);
    return lines.getBytes(UTF_8);
  }

  @Override
  public OwnState read(byte[] plain) {
    return Optional.ofNullable(written.get(new String(plain, UTF_8)))
        .orElseThrow(
            () -> new ChronosException(ErrorCode.BACKUP_CORRUPT, "Not a state that was written"));
  }
}
