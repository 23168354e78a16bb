package io.leveredge.chronos.adapters.fs.claim;

import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.disk.Sharing;
import io.leveredge.chronos.ports.claim.TargetClaims;
import io.leveredge.chronos.testkit.claim.TargetClaimsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileTargetClaimsTest extends TargetClaimsContract {
  @TempDir Path root;

  @Override
  protected TargetClaims claims() {
    return new FileTargetClaims(new Disk(root, Sharing.NONE));
  }

  @Override
  protected TargetClaims another() {
    return claims();
  }
}
