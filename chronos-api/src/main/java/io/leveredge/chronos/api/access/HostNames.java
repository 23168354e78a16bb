package io.leveredge.chronos.api.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names of hosts in the headers {@code Host} and {@code Origin}; nothing is looked up. */
final class HostNames {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]+");
  private static final Pattern PORT = Pattern.compile("\\d{0,5}");

  private HostNames() {}

  /**
   * The host of {@code host[:port]}, in lower case, without brackets; empty where there is none.
   */
  static Optional<String> host(String authority) {
    String text = authority.toLowerCase(Locale.ROOT);
    boolean bracketed = text.startsWith("[");
    int end = bracketed ? text.indexOf(']') + 1 : text.indexOf(':');
    if (bracketed && end == 0) {
      return Optional.empty();
    }
    int cut = end < 0 ? text.length() : end;
    String rest = text.substring(cut);
    if (!rest.isEmpty() && !(rest.startsWith(":") && PORT.matcher(rest.substring(1)).matches())) {
      return Optional.empty();
    }
    String host = bracketed ? text.substring(1, cut - 1) : text.substring(0, cut);
    Pattern form = bracketed ? IPV6 : NAME;
    return form.matcher(host).matches() ? Optional.of(host) : Optional.empty();
  }

  /** The address that a literal is, or empty for a name. */
  static Optional<InetAddress> literal(String host) {
    if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      // Of a literal only the form is checked: InetAddress.getByName, Javadoc.
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException notOne) {
      return Optional.empty();
    }
  }
}
