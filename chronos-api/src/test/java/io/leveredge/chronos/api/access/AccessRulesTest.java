package io.leveredge.chronos.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String ELSEWHERE = "192.0.2.7";
  private static final Tokens TOKENS =
      new Tokens(
          List.of(
              new Token(
                  "janitor",
                  Sha256.of("right".getBytes(StandardCharsets.UTF_8)),
                  Set.of(Scope.DELETE))));

  @ParameterizedTest
  @CsvSource({
    // host, accepted when bound to loopback, accepted otherwise
    "localhost, true, true",
    "localhost:8010, true, true",
    "LOCALHOST:8010, true, true",
    "127.0.0.1:8010, true, true",
    "127.9.9.9, true, true",
    "[::1]:8010, true, true",
    "[::1], true, true",
    "backup.example, true, true",
    "chronos:8010, false, true",
    "box-17, false, true",
    "10.0.0.5:8010, false, true",
    "[fd00::5]:8010, false, true",
    "evil.example, false, false",
    "localhost.evil.example, false, false",
    "127.0.0.1.evil.example, false, false",
    "evil.example#localhost, false, false",
    "evil.example@localhost, false, false",
    "localhost:8010:1, false, false",
    "localhost:port, false, false",
    "[::1, false, false",
    "::1, false, false",
    "256.1.1.1, false, false",
    "0x7f000001, false, false",
    "'', false, false"
  })
  void theHostMustBeOneThisServiceIsKnownBy(String host, boolean onLoopback, boolean otherwise) {
    assertThat(admits(settings(AccessMode.OPEN, true), call().host(host))).isEqualTo(onLoopback);
    assertThat(admits(settings(AccessMode.OPEN, false), call().host(host))).isEqualTo(otherwise);
  }

  @Test
  void twoHostsAreNoneAndNoHostIsNoBrowsers() {
    AccessSettings settings = settings(AccessMode.OPEN, true);
    assertThat(refusal(settings, call().hosts("localhost", "localhost")))
        .isEqualTo(ErrorCode.UNEXPECTED_HOST);
    assertThat(admits(settings, call().hosts())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8010, true",
    "https://localhost:8010, true",
    "HTTP://LOCALHOST:8010, true",
    "https://board.example:8443, true",
    "http://localhost, false",
    "http://localhost:9999, false",
    "http://evil.example, false",
    "http://localhost:8010.evil.example, false",
    "https://board.example, false",
    "null, false",
    "'', false"
  })
  void onlyPagesOfThisServiceAndThoseAllowedMayCall(String origin, boolean admitted) {
    AccessSettings settings = settings(AccessMode.OPEN, true);
    assertThat(admits(settings, call().host("localhost:8010").origin(origin))).isEqualTo(admitted);
  }

  @Test
  void aForeignPageIsRefusedInEveryModeAndWithEveryToken() {
    for (AccessMode mode : AccessMode.values()) {
      assertThat(
              refusal(
                  settings(mode, true),
                  call().origin("http://evil.example").authorization("Bearer right")))
          .isEqualTo(ErrorCode.FOREIGN_ORIGIN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer right", "bearer right", "BEARER  right "})
  void aKnownTokenIsItsHolder(String header) {
    for (AccessMode mode : AccessMode.values()) {
      Principal caller = admitted(settings(mode, false), call().authorization(header));
      assertThat(caller).isEqualTo(new Principal("janitor", Set.of(Scope.DELETE)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong",
        "Bearer righ",
        "Bearer rightt",
        "Bearer ",
        "Basic right",
        "right",
        ""
      })
  void aWrongTokenIsRefusedEvenWhereNoneIsNeeded(String header) {
    for (AccessMode mode : AccessMode.values()) {
      assertThat(refusal(settings(mode, true), call().path("/health").authorization(header)))
          .isEqualTo(ErrorCode.TOKEN_REQUIRED);
    }
  }

  @Test
  void withoutATokenACallerIsAnonymous() {
    assertThat(admitted(settings(AccessMode.OPEN, true), call())).isEqualTo(Principal.ANONYMOUS);
  }

  @Test
  void closedLeavesHealthOpenAndNothingElse() {
    AccessSettings closed = settings(AccessMode.CLOSED, true);
    assertThat(admits(closed, call().path("/health"))).isTrue();
    for (String path : List.of("/backups", "/backup", "/openapi.yml", "/health/", "/health/x")) {
      assertThat(refusal(closed, call().path(path))).isEqualTo(ErrorCode.TOKEN_REQUIRED);
    }
  }

  @Test
  void localLetsThisMachineDoEverything() {
    assertThat(admitted(settings(AccessMode.LOCAL, true), call()).may(Scope.ADMIN)).isTrue();
  }

  @Test
  void localIsOpenForEverybodyElse() {
    AccessSettings everywhere = settings(AccessMode.LOCAL, false);
    AccessSettings loopback = settings(AccessMode.LOCAL, true);
    assertThat(admitted(everywhere, call())).isEqualTo(Principal.ANONYMOUS);
    assertThat(admitted(loopback, call().from(ELSEWHERE))).isEqualTo(Principal.ANONYMOUS);
    assertThat(admitted(loopback, call().forwarded())).isEqualTo(Principal.ANONYMOUS);
  }

  private static AccessSettings settings(AccessMode mode, boolean boundToLoopback) {
    return new AccessSettings(
        mode,
        boundToLoopback,
        Set.of("Box-17"),
        Set.of("Backup.example"),
        Set.of("https://Board.example:8443"));
  }

  private static boolean admits(AccessSettings settings, CallBuilder call) {
    try {
      admitted(settings, call);
      return true;
    } catch (ChronosException refused) {
      return false;
    }
  }

  private static Principal admitted(AccessSettings settings, CallBuilder call) {
    return new AccessRules(settings, TOKENS).admit(call.build());
  }

  private static ErrorCode refusal(AccessSettings settings, CallBuilder call) {
    return assertThatExceptionOfType(ChronosException.class)
        .isThrownBy(() -> admitted(settings, call))
        .actual()
        .code();
  }

  private static CallBuilder call() {
    return new CallBuilder();
  }

  /** A harmless call, of which a test changes what it is about. */
  private static final class CallBuilder {
    private String path = "/backups";
    private List<String> hosts = List.of("localhost");
    private List<String> origins = List.of();
    private List<String> authorizations = List.of();
    private String caller = LOOPBACK;
    private boolean forwarded;

    CallBuilder path(String changed) {
      path = changed;
      return this;
    }

    CallBuilder host(String changed) {
      return hosts(changed);
    }

    CallBuilder hosts(String... changed) {
      hosts = List.of(changed);
      return this;
    }

    CallBuilder origin(String changed) {
      origins = List.of(changed);
      return this;
    }

    CallBuilder authorization(String changed) {
      authorizations = List.of(changed);
      return this;
    }

    CallBuilder from(String changed) {
      caller = changed;
      return this;
    }

    CallBuilder forwarded() {
      forwarded = true;
      return this;
    }

    AccessRules.Call build() {
      try {
        return new AccessRules.Call(
            path, hosts, origins, authorizations, InetAddress.getByName(caller), forwarded);
      } catch (UnknownHostException impossible) {
        throw new IllegalArgumentException(caller, impossible);
      }
    }
  }
}
