package io.leveredge.chronos.api.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that hold what an answer must be. With {@code -Dgolden.update=true} they are written
 * instead of compared; what changed is then read in the diff.
 */
public final class Golden {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

  private Golden() {}

  /** Compares JSON, laid out for reading, with a file of src/test/resources/golden. */
  public static void json(String name, String actual) {
    compare(MODULE.resolve("src/test/resources/golden").resolve(name), pretty(actual));
  }

  /** Compares text with a file of docs/reference. */
  public static void reference(String name, String actual) {
    compare(MODULE.resolve("../docs/reference").resolve(name), actual);
  }

  private static void compare(Path file, String actual) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      assertThat(actual)
          .as("%s; -Dgolden.update=true rewrites it", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String pretty(String json) {
    JsonFactory factory = new JsonFactory();
    StringWriter text = new StringWriter();
    try (JsonParser parser = factory.createParser(json);
        JsonGenerator generator = factory.createGenerator(text)) {
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
      printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
      generator.setPrettyPrinter(printer);
      parser.nextToken();
      generator.copyCurrentStructure(parser);
      generator.flush();
    } catch (IOException notJson) {
      throw new UncheckedIOException(json, notJson);
    }
    return text + "\n";
  }
}
