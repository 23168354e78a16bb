package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * An n8n package ({@code .n8np}: a gzipped tar that begins with its manifest) of one workflow that
 * has an id and a name and nothing else, as a form that asks n8n to import it. Its content is put
 * by the API that everything else goes by: a package is a beta of 2.41.1, holds 5 MB per workflow
 * at most, and carries neither pinned data nor what triggers remember.
 */
final class BarePackage {
  /** Nothing in a package's gzipped bytes looks like it but by a chance of 1 in 2^200. */
  private static final String BOUNDARY =
      "CHRONOS-puts-workflows-back-bare-and-fills-them-after-that";

  static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  /**
   * {@code fail}: n8n answers 409 and changes nothing where the workflow is there, archived or not.
   * {@code source}: the workflow gets the id that it has in the package.
   */
  private static final Map<String, String> FIELDS =
      Map.of("workflowConflictPolicy", "fail", "workflowIdPolicy", "source");

  private static final String FOLDER = "workflows/restored";

  /** The blocks and fields of a tar (POSIX.1-1988, ustar). */
  private static final int BLOCK = 512;

  private static final int MODE_AT = 100;
  private static final int SIZE_AT = 124;
  private static final int TIME_AT = 136;
  private static final int SUM_AT = 148;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;

  private BarePackage() {}

  static byte[] form(Workflow workflow) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    FIELDS.forEach((name, value) -> part(form, "name=\"" + name + "\"\r\n", bytes(value)));
    part(
        form,
        "name=\"package\"; filename=\"workflow.n8np\"\r\nContent-Type: application/gzip\r\n",
        archive(workflow));
    form.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
    return form.toByteArray();
  }

  private static void part(ByteArrayOutputStream form, String head, byte[] content) {
    form.writeBytes(
        bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head + "\r\n"));
    form.writeBytes(content);
    form.writeBytes(bytes("\r\n"));
  }

  private static byte[] archive(Workflow workflow) {
    ObjectNode manifest = Json.NODES.objectNode();
    manifest.put("packageFormatVersion", "1").put("exportedAt", "1970-01-01T00:00:00.000Z");
    manifest.put("sourceN8nVersion", "2.41.1").put("sourceId", "CHRONOS");
    manifest
        .putArray("workflows")
        .addObject()
        .put("id", workflow.id())
        .put("name", workflow.name())
        .put("target", FOLDER);
    ObjectNode bare = Json.NODES.objectNode();
    bare.put("id", workflow.id()).put("name", workflow.name());
    bare.putArray("nodes");
    bare.putObject("connections");
    bare.putNull("parentFolderId").put("isArchived", false);
    ObjectNode versions = Json.NODES.objectNode().put("versionId", "none");
    versions.putNull("publishedVersionId");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream tar = new GZIPOutputStream(bytes)) {
      entry(tar, "manifest.json", manifest);
      entry(tar, FOLDER + "/workflow.json", bare);
      entry(tar, FOLDER + "/workflow-metadata.json", versions);
      tar.write(new byte[2 * BLOCK]);
    } catch (IOException impossible) {
      throw new UncheckedIOException("An archive in memory is written to memory", impossible);
    }
    return bytes.toByteArray();
  }

  private static void entry(GZIPOutputStream tar, String name, JsonNode json) throws IOException {
    byte[] content = Json.bytes(json);
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, MODE_AT, "0000644");
    put(header, SIZE_AT, "%011o".formatted(content.length));
    put(header, TIME_AT, "%011o".formatted(0));
    // The sum is that of a header whose sum is eight blanks.
    put(header, SUM_AT, " ".repeat(8));
    header[TYPE_AT] = '0';
    put(header, MAGIC_AT, "ustar\u000000");
    int sum = 0;
    for (byte each : header) {
      sum += Byte.toUnsignedInt(each);
    }
    put(header, SUM_AT, "%06o\u0000".formatted(sum));
    tar.write(header);
    tar.write(Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK));
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = bytes(text);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
