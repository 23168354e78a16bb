package io.leveredge.chronos.adapters.n8n;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What failed requests are called, in words that hold no secret. */
final class Problems {
  private static final int LONGEST_SAYING = 300;
  static final int LONGEST_BODY = 4096;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final N8nSettings settings;

  Problems(N8nSettings settings) {
    this.settings = settings;
  }

  /** A connection that did not come about, or broke, or carried what is no JSON. */
  Failure of(IOException cause) {
    return switch (cause) {
      case HttpConnectTimeoutException slow ->
          failure(ErrorCode.N8N_UNREACHABLE, "no connection within its time", slow);
      case ConnectException refused ->
          failure(ErrorCode.N8N_UNREACHABLE, "the connection failed" + said(refused), refused);
      case SSLException untrusted ->
          failure(ErrorCode.N8N_UNREACHABLE, "TLS failed" + said(untrusted), untrusted);
      case HttpTimeoutException silent ->
          failure(ErrorCode.N8N_FAILED, "it stopped answering" + said(silent), silent);
      case JsonProcessingException notJson ->
          failure(
              ErrorCode.N8N_FAILED,
              "its answer is not the JSON it should be"
                  + quoted(Optional.ofNullable(notJson.getOriginalMessage())),
              notJson);
      default -> failure(ErrorCode.N8N_FAILED, "the answer failed" + said(cause), cause);
    };
  }

  /** A status that is neither an answer nor a plain no. */
  Failure of(HttpResponse<InputStream> response) {
    int status = response.statusCode();
    if (status >= 300 && status < 400) {
      return new Failure(
          ErrorCode.N8N_REFUSED,
          settings + " redirects (" + status + ") to " + place(response) + ", and is not followed",
          Optional.empty(),
          null);
    }
    ErrorCode code = status == 429 || status >= 500 ? ErrorCode.N8N_FAILED : ErrorCode.N8N_REFUSED;
    return new Failure(code, answered(response), retryAfter(response), null);
  }

  Failure notJson(HttpResponse<?> response) {
    String type = response.headers().firstValue("Content-Type").orElse("no content type");
    return new Failure(
        ErrorCode.N8N_REFUSED,
        settings + " answers " + clean(type) + " instead of JSON: is it n8n's own address?",
        Optional.empty(),
        null);
  }

  String withheld(HttpResponse<InputStream> response) {
    return answered(response)
        + switch (response.statusCode()) {
          case 401 -> "; the API key is not known there";
          case 403 -> "; the API key lacks the scope";
          default -> "; its public API is older, switched off or elsewhere";
        };
  }

  ChronosException interrupted() {
    return new ChronosException(
        ErrorCode.BACKUP_INTERRUPTED, "The work with " + settings + " was stopped by the service");
  }

  private Failure failure(ErrorCode code, String what, IOException cause) {
    return new Failure(code, settings + ": " + what, Optional.empty(), cause);
  }

  private String answered(HttpResponse<InputStream> response) {
    return settings + " answered " + response.statusCode() + quoted(beginning(response));
  }

  /** What it says to a request, beside its status. */
  String answered(int status, String said) {
    return settings + " answered " + status + quoted(Optional.of(said)) + hint(status);
  }

  private static String hint(int status) {
    return switch (status) {
      case 401 -> "; the API key is not known there";
      case 403 -> "; the API key lacks the scope";
      case 413 -> "; its N8N_PAYLOAD_SIZE_MAX, 16 MB unless set, is smaller than this workflow";
      default -> "";
    };
  }

  /** The beginning of what it says; n8n says what is wrong there. */
  private static Optional<String> beginning(HttpResponse<InputStream> response) {
    try {
      return Optional.of(
          new String(response.body().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8));
    } catch (IOException cut) {
      return Optional.empty();
    }
  }

  private String said(IOException cause) {
    return quoted(Optional.ofNullable(cause.getMessage()));
  }

  private String quoted(Optional<String> text) {
    return text.map(this::clean)
        .filter(words -> !words.isEmpty())
        .map(" ("::concat)
        .map(words -> words + ")")
        .orElse("");
  }

  /** On one line, not too long, and without the key, should it have been sent back. */
  private String clean(String text) {
    String line = text.replace(settings.apiKey(), "…").replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() > LONGEST_SAYING ? line.substring(0, LONGEST_SAYING) + "…" : line;
  }

  /** Where to, without user, query and fragment: those may hold what is not for a log. */
  private String place(HttpResponse<?> response) {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      URI to = response.uri().resolve(location);
      return clean(
          new URI(to.getScheme(), null, to.getHost(), to.getPort(), to.getPath(), null, null)
              .toString());
    } catch (IllegalArgumentException | URISyntaxException unreadable) {
      return "a place that is no address";
    }
  }

  /** In seconds (RFC 9110, section 10.2.3); the form with a date is passed over. */
  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }
}
