package io.leveredge.chronos.testkit.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What {@code POST /n8n-packages/import} of 2.41.1 takes: form fields, and a gzipped tar that
 * begins with {@code manifest.json}.
 *
 * @param fields of the form, but for the package
 * @param files of the package, by their paths
 */
record WorkflowPackage(Map<String, String> fields, Map<String, String> files) {
  private static final String BOUNDARY = "the-boundary-of-a-test-whose-bytes-are-nowhere-else";
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE_AT = 124;
  private static final int SUM_AT = 148;
  private static final int TYPE_AT = 156;

  WorkflowPackage {
    fields = Map.copyOf(fields);
  }

  /** One workflow without content, to come under its own id and over nothing that is there. */
  static WorkflowPackage of(String id, String name) {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("packageFormatVersion", "1").put("exportedAt", "2026-01-19T06:00:00.000Z");
    manifest.put("sourceN8nVersion", "2.41.1").put("sourceId", "a test");
    manifest
        .putArray("workflows")
        .addObject()
        .put("id", id)
        .put("name", name)
        .put("target", "workflows/one");
    ObjectNode workflow = JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
    workflow.putNull("parentFolderId").put("isArchived", false).putArray("nodes");
    workflow.putObject("connections");
    Map<String, String> files = new LinkedHashMap<>();
    files.put("manifest.json", manifest.toString());
    files.put("workflows/one/workflow.json", workflow.toString());
    files.put(
        "workflows/one/workflow-metadata.json",
        "{\"versionId\":\"v\",\"publishedVersionId\":null}");
    return new WorkflowPackage(
        Map.of("workflowConflictPolicy", "fail", "workflowIdPolicy", "source"), files);
  }

  static String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] form() {
    StringBuilder form = new StringBuilder();
    fields.forEach(
        (name, value) ->
            form.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(BOUNDARY, name, value)));
    form.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"package\"; ");
    form.append("filename=\"one.n8np\"\r\nContent-Type: application/gzip\r\n\r\n");
    form.append(new String(archive(), StandardCharsets.ISO_8859_1));
    return form.append("\r\n--" + BOUNDARY + "--\r\n")
        .toString()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] archive() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[BLOCK];
        put(header, 0, file.getKey());
        put(header, SIZE_AT, "%011o".formatted(content.length));
        put(header, SUM_AT, " ".repeat(8));
        header[TYPE_AT] = '0';
        int sum = 0;
        for (byte each : header) {
          sum += each & 0xFF;
        }
        put(header, SUM_AT, "%06o\0".formatted(sum));
        out.write(header);
        out.write(Arrays.copyOf(content, blocks(content.length)));
      }
      out.write(new byte[2 * BLOCK]);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static int blocks(int length) {
    return (length + BLOCK - 1) / BLOCK * BLOCK;
  }

  /**
   * Reads such a form.
   *
   * @param type its content type
   */
  static WorkflowPackage read(String type, byte[] form) {
    int at = type.indexOf("boundary=");
    if (!type.startsWith("multipart/form-data") || at < 0) {
      throw new ApiAnswer.Refusal(415, "unsupported media type " + type);
    }
    String boundary = "--" + type.substring(at + "boundary=".length());
    Map<String, String> fields = new LinkedHashMap<>();
    Map<String, String> files = new LinkedHashMap<>();
    String text = new String(form, StandardCharsets.ISO_8859_1);
    for (int from = text.indexOf(boundary); from >= 0; ) {
      int to = text.indexOf("\r\n" + boundary, from + boundary.length());
      if (to < 0) {
        break;
      }
      String part = text.substring(from + boundary.length() + 2, to);
      int head = part.indexOf("\r\n\r\n");
      String name = part.replaceFirst("(?s).*?name=\"([^\"]*)\".*", "$1");
      String value = part.substring(head + 4);
      if (name.equals("package")) {
        files.putAll(untarred(value.getBytes(StandardCharsets.ISO_8859_1)));
      } else {
        fields.put(name, value);
      }
      from = to + 2;
    }
    return new WorkflowPackage(fields, files);
  }

  private static Map<String, String> untarred(byte[] gzipped) {
    Map<String, String> files = new LinkedHashMap<>();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
      byte[] header = in.readNBytes(BLOCK);
      while (header.length == BLOCK && header[0] != 0) {
        String name = new String(header, 0, NAME, StandardCharsets.US_ASCII).replace("\0", "");
        int size = Integer.parseInt(new String(header, SIZE_AT, 11, StandardCharsets.US_ASCII), 8);
        byte[] content = in.readNBytes(blocks(size));
        files.put(name, new String(content, 0, size, StandardCharsets.UTF_8));
        header = in.readNBytes(BLOCK);
      }
    } catch (IOException | NumberFormatException damaged) {
      throw new ApiAnswer.Refusal(400, "Failed to read package archive");
    }
    if (files.isEmpty() || !files.keySet().iterator().next().equals("manifest.json")) {
      throw new ApiAnswer.Refusal(400, "Package must begin with manifest.json");
    }
    return files;
  }

  /** The one workflow of the package, with the id that the manifest has. */
  ObjectNode workflow() {
    JsonNode listed = json("manifest.json").path("workflows").path(0);
    String target = listed.path("target").asText();
    json(target + "/workflow-metadata.json");
    ObjectNode workflow = (ObjectNode) json(target + "/workflow.json");
    return workflow.put("id", listed.path("id").asText());
  }

  private JsonNode json(String path) {
    if (!files.containsKey(path)) {
      throw new ApiAnswer.Refusal(400, "Package does not contain entry: " + path);
    }
    return FakeWorkflows.parse(files.getOrDefault(path, ""));
  }

  /** As JSON, which a request's body is everywhere else. */
  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    fields.forEach(json::put);
    return json.set("package", workflow()).toString();
  }
}
