package io.leveredge.chronos.adapters.fs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExcludesTest {

  @ParameterizedTest
  @CsvSource({
    "*.log, /etc/app/a.log, true",
    "*.log, /etc/app/a.log.1, false",
    "*.log, /etc/app/.log, true",
    "cache, /etc/cache, true",
    "cache, /etc/caches, false",
    "a?c, /abc, true",
    "a?c, /aüc, true",
    "a?c, /ac, false",
    "[ab]*, /etc/b1, true",
    "[ab]*, /etc/c1, false",
    "[!ab]*, /etc/c1, true",
    "[!ab]*, /etc/a1, false",
    "[a-c]x, /bx, true",
    "[a-c]x, /dx, false",
    "[]x], /], true",
    "[a-], /-, true",
    "'a{b,c}', '/a{b,c}', true",
    "a.c, /abc, false",
    "\\*, /*, true",
    "\\*, /a, false",
    "x**, /etc/xyz, true",
    "/etc/app/cache, /etc/app/cache, true",
    "/etc/app/cache, /srv/etc/app/cache, false",
    "/etc/*, /etc/app, true",
    "/etc/*, /etc/app/cache, false",
    "/etc/**, /etc/app/cache, true",
    "/etc/**, /etc, false",
    "/srv/**/tmp, /srv/tmp, true",
    "/srv/**/tmp, /srv/a/b/tmp, true",
    "/srv/**/tmp, /srv/a/btmp, false",
    "**/node_modules, /node_modules, true",
    "**/node_modules, /srv/a/node_modules, true",
    "**/a/b, /x/a/b, true",
    "/srv/**.bak, /srv/a/b.bak, true",
    "/etc/a?b, /etc/a/b, false",
    "/etc/[!x]b, /etc/a/b, false",
  })
  void patternMatches(String pattern, String path, boolean matches) {
    assertThat(new Excludes(List.of(pattern)).match(Path.of(path))).isEqualTo(matches);
  }

  @Test
  void nameThatIsNoTextIsMatchedByWhatItHasOfText() {
    Path raw = Path.of(URI.create("file:///etc/%FF%0Aname.log"));
    assertThat(new Excludes(List.of("*.log")).match(raw)).isTrue();
    assertThat(new Excludes(List.of("??name.log")).match(raw)).isTrue();
    assertThat(new Excludes(List.of("name.log")).match(raw)).isFalse();
  }
}
