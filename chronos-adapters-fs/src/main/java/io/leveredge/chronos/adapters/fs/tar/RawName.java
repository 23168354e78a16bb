package io.leveredge.chronos.adapters.fs.tar;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A path as the bytes that the file system knows it by, which need not be text in any encoding.
 *
 * <p>A {@link Path} on Unix holds those bytes, but its text is a guess by the locale of the process
 * ({@code sun.jnu.encoding}), in which bytes that fit no character are lost. Its URI is not: each
 * byte is in it, in every locale.
 */
public final class RawName {
  private static final Path ROOT = Path.of("/");
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private RawName(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes of a path, absolute or, as the target of a link may be, relative. */
  public static RawName of(Path path) {
    String text = path.toString();
    if (isAscii(text)) {
      return new RawName(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    String uri = ROOT.resolve(path).toUri().getRawPath();
    // The URI of what happens to be a directory ends with a slash that the path may not have.
    int end = uri.endsWith("/") && !text.endsWith("/") ? uri.length() - 1 : uri.length();
    return new RawName(unpercent(uri, path.isAbsolute() ? 0 : 1, end));
  }

  /** That text in UTF-8. */
  public static RawName ofText(String text) {
    return new RawName(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The name whose {@link #escaped} form that is.
   *
   * @throws IllegalArgumentException where it is no such form
   */
  public static RawName unescape(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
    int at = 0;
    while (at < escaped.length()) {
      int slash = escaped.indexOf('\\', at);
      int plainEnd = slash < 0 ? escaped.length() : slash;
      bytes.writeBytes(escaped.substring(at, plainEnd).getBytes(StandardCharsets.UTF_8));
      at = plainEnd;
      if (slash >= 0 && escaped.startsWith("\\\\", at)) {
        bytes.write('\\');
        at += 2;
      } else if (slash >= 0 && escaped.startsWith("\\x", at) && at + 4 <= escaped.length()) {
        bytes.write(HexFormat.fromHexDigits(escaped, at + 2, at + 4));
        at += 4;
      } else if (slash >= 0) {
        throw new IllegalArgumentException("Not an escaped name: '" + escaped + "'");
      }
    }
    return new RawName(bytes.toByteArray());
  }

  /**
   * As text that can be printed anywhere and read back: UTF-8 as it is, and each byte that is not
   * part of a printable character as {@code \xHH}; a backslash is doubled.
   */
  public String escaped() {
    for (byte each : bytes) {
      if (each < ' ' || each == 0x7f || each == '\\') {
        return escapedSlowly();
      }
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private String escapedSlowly() {
    StringBuilder text = new StringBuilder(bytes.length + 16);
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(sequenceLength(bytes[at]), bytes.length - at);
      String character = new String(bytes, at, length, StandardCharsets.UTF_8);
      if (bytes[at] == '\\') {
        text.append("\\\\");
      } else if (isPrintable(character, at, length)) {
        text.append(character);
      } else {
        length = 1;
        text.append("\\x").append(HEX.toHexDigits(bytes[at]));
      }
      at += length;
    }
    return text.toString();
  }

  /** Whether those bytes are that character and nobody's terminal does something odd with it. */
  private boolean isPrintable(String character, int at, int length) {
    byte[] again = character.getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(again, 0, again.length, bytes, at, at + length)) {
      return false;
    }
    return switch (Character.getType(character.codePointAt(0))) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** How many bytes a character of UTF-8 has that begins with this one (RFC 3629, section 3). */
  private static int sequenceLength(byte lead) {
    int ones = Integer.numberOfLeadingZeros(~(lead << 24));
    return ones < 2 ? 1 : Math.min(ones, 4);
  }

  /** As text to compare with patterns: what is not UTF-8 becomes U+FFFD. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether the bytes are UTF-8. */
  public boolean isText() {
    return Arrays.equals(text().getBytes(StandardCharsets.UTF_8), bytes);
  }

  public int length() {
    return bytes.length;
  }

  /** Without the first bytes. */
  public RawName from(int begin) {
    return new RawName(Arrays.copyOfRange(bytes, begin, bytes.length));
  }

  /** With that ASCII text behind it. */
  public RawName plus(String ascii) {
    byte[] more = ascii.getBytes(StandardCharsets.US_ASCII);
    byte[] both = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, both, bytes.length, more.length);
    return new RawName(both);
  }

  /**
   * The path of those bytes, in whatever locale; the other way round of {@link #of}. Two slashes in
   * a row stay two and one at the end stays, which the target of a link may have; three become two.
   *
   * @throws IllegalArgumentException where no path has those bytes: there is a NUL among them
   */
  public Path path() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (isAscii(text) && !text.endsWith("/") && !text.contains("//")) {
      return Path.of(text);
    }
    // A path loses the slashes that change nothing when it is made of text, but not when it is put
    // together of one that ends with a slash and another.
    Optional<Path> path = Optional.empty();
    int from = 0;
    while (from < text.length()) {
      int two = text.indexOf("//", from + 1);
      String piece = two < 0 ? text.substring(from) : text.substring(from, two + 1);
      Path next = pathOf(piece);
      path = Optional.of(path.map(before -> before.resolve(next)).orElse(next));
      from = two < 0 ? text.length() : two + 1;
      while (two >= 0 && from < text.length() && text.charAt(from) == '/') {
        from++;
      }
    }
    return path.orElse(Path.of(""));
  }

  /** By a URI, which loses one slash at its end. */
  private static Path pathOf(String latin) {
    boolean absolute = latin.startsWith("/");
    StringBuilder uri = new StringBuilder(absolute ? "file://" : "file:///");
    for (int i = 0; i < latin.length(); i++) {
      char each = latin.charAt(i);
      uri.append(each == '/' ? "/" : "%" + HEX.toHexDigits((byte) each));
    }
    Path path = Path.of(URI.create(latin.endsWith("/") ? uri + "/" : uri.toString()));
    return absolute ? path : path.subpath(0, path.getNameCount());
  }

  /** Copies the first bytes, as many as fit, and says how many those were. */
  int copyTo(byte[] target, int offset, int most) {
    int length = Math.min(most, bytes.length);
    System.arraycopy(bytes, 0, target, offset, length);
    return length;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static byte[] unpercent(String uri, int begin, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(end - begin);
    int at = begin;
    while (at < end) {
      if (uri.charAt(at) == '%') {
        out.write(HexFormat.fromHexDigits(uri, at + 1, at + 3));
        at += 3;
      } else {
        out.write(uri.charAt(at));
        at++;
      }
    }
    return out.toByteArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawName name && Arrays.equals(bytes, name.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return escaped();
  }
}
