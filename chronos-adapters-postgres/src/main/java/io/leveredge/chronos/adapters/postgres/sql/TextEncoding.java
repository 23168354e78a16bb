package io.leveredge.chronos.adapters.postgres.sql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** How the text of a dump is read, so that names found in it compare with those of the server. */
public final class TextEncoding {
  private static final Map<String, String> JAVA_NAMES =
      Map.ofEntries(
          Map.entry("UTF8", "UTF-8"),
          Map.entry("UNICODE", "UTF-8"),
          Map.entry("LATIN1", "ISO-8859-1"),
          Map.entry("LATIN2", "ISO-8859-2"),
          Map.entry("LATIN3", "ISO-8859-3"),
          Map.entry("LATIN4", "ISO-8859-4"),
          Map.entry("LATIN5", "ISO-8859-9"),
          Map.entry("LATIN7", "ISO-8859-13"),
          Map.entry("LATIN9", "ISO-8859-15"),
          Map.entry("EUC_CN", "GB2312"),
          Map.entry("EUC_JP", "EUC-JP"),
          Map.entry("EUC_KR", "EUC-KR"),
          Map.entry("KOI8R", "KOI8-R"),
          Map.entry("KOI8U", "KOI8-U"),
          Map.entry("WIN866", "IBM866"));

  private TextEncoding() {}

  /**
   * The Java name of PostgreSQL's. Where Java has none for it, and for SQL_ASCII, which is no
   * encoding, bytes stand for the characters of ISO 8859-1, so that different names stay different.
   *
   * @param encoding as PostgreSQL spells it, in any case
   */
  public static Charset charset(String encoding) {
    String name = encoding.toUpperCase(Locale.ROOT);
    String java = JAVA_NAMES.getOrDefault(name, name.replaceFirst("^WIN", "windows-"));
    return Charset.isSupported(java) ? Charset.forName(java) : StandardCharsets.ISO_8859_1;
  }
}
