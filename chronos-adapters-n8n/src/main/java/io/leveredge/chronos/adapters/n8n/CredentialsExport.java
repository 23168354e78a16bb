package io.leveredge.chronos.adapters.n8n;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.source.Capture;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes {@code credentials_metadata.json}: id, name and type of each credential, which tell a
 * person what a fresh n8n still needs. Nothing else of an answer is written, whatever it holds.
 */
final class CredentialsExport {
  static final String NAME = "credentials_metadata.json";
  private static final List<String> KEPT = List.of("id", "name", "type");
  private static final JsonFactory JSON = new JsonFactory();

  private final N8nApi api;
  private final N8nLimits limits;
  private final Capture capture;

  CredentialsExport(N8nApi api, N8nLimits limits, Capture capture) {
    this.api = api;
    this.limits = limits;
    this.capture = capture;
  }

  /** What became of it. */
  sealed interface Outcome {
    record Written(Artifact artifact, int count) implements Outcome {}

    /** This key or this version does not give the list; that makes the backup no less whole. */
    record Withheld(String note) implements Outcome {}

    /** It should have been given. */
    record Failed(String missing) implements Outcome {}
  }

  Outcome run() {
    capture.progress().doing("the list of credentials");
    try (JsonArray array = new JsonArray(capture.staging(), NAME)) {
      Walk walk = new Walk(api, limits, "/credentials", each -> array.add(kept(each)));
      return switch (walk.ask()) {
        case Answer.Given<Boolean> done -> new Outcome.Written(array.finish(), walk.seen().size());
        case Answer.Withheld<Boolean>(int status, String reason) ->
            new Outcome.Withheld("Which credentials exist is not in the backup: " + reason);
      };
    } catch (ChronosException failure) {
      if (failure.code() == ErrorCode.N8N_FAILED
          || failure.code() == ErrorCode.N8N_UNREACHABLE
          || failure.code() == ErrorCode.N8N_REFUSED) {
        return new Outcome.Failed(NAME + ": " + failure.getMessage());
      }
      throw failure;
    }
  }

  private static String kept(RawObject credential) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (String field : KEPT) {
        json.writeStringField(field, credential.text(field).orElse(""));
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("A text takes every character", impossible);
    }
    return text.toString();
  }
}
