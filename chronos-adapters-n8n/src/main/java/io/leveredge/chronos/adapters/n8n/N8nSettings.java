package io.leveredge.chronos.adapters.n8n;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which n8n, and by what right.
 *
 * @param url without a slash at the end; the public API is at {@code /api/v1} below it
 * @param apiKey a secret; no text of this class or of a failure holds it
 */
public record N8nSettings(URI url, String apiKey, N8nLimits limits) {
  /** What a header can carry without a second meaning (RFC 9110, section 5.5), without spaces. */
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,4096}");

  private static final Pattern END = Pattern.compile("(/+api/+v1)?/*$");

  public N8nSettings {
    if (!KEY.matcher(apiKey).matches()) {
      throw new IllegalArgumentException(
          "An API key of n8n is visible ASCII without spaces, and this is something else");
    }
  }

  /**
   * With the usual limits.
   *
   * @param url for example {@code https://automation.example.com/n8n}; one that ends with {@code
   *     /api/v1} means the same
   * @throws IllegalArgumentException saying what is wrong, without any secret
   */
  public static N8nSettings of(String url, String apiKey) {
    return new N8nSettings(parsed(url), apiKey, N8nLimits.USUAL);
  }

  public N8nSettings with(N8nLimits other) {
    return new N8nSettings(url, apiKey, other);
  }

  private static URI parsed(String text) {
    URI url;
    try {
      url = new URI(END.matcher(text.strip()).replaceFirst(""));
    } catch (URISyntaxException notOne) {
      // Its message would repeat the text, which may hold a password.
      throw new IllegalArgumentException("n8n's address is not a URL: " + notOne.getReason());
    }
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "n8n's address is http://host:port or https://host, with a path where it has one");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "n8n's address holds no user, password, query or fragment; the key is a setting apart");
    }
    return url;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "n8n at " + url;
  }
}
