package io.leveredge.chronos.testkit.n8n;

/** Workflows to fill an n8n with, as POST takes them. */
public final class SampleWorkflows {
  private SampleWorkflows() {}

  /** One that is triggered by time and does nothing further. */
  public static String scheduled(String name) {
    return workflow(name, "0 6 * * *", "{}");
  }

  /** One of about so many bytes, by data that its node holds. */
  public static String large(String name, int bytes) {
    return workflow(name, "0 6 * * *", "{\"filling\":\"" + "x".repeat(bytes) + "\"}");
  }

  private static String workflow(String name, String cron, String staticData) {
    return """
    {"name":"%s","nodes":[{"parameters":{"rule":{"interval":[{"field":"cronExpression",\
    "expression":"%s"}]}},"id":"9f1b1a4e-0000-4000-8000-000000000001","name":"Schedule Trigger",\
    "type":"n8n-nodes-base.scheduleTrigger","typeVersion":1.2,"position":[0,0]}],\
    "connections":{},"settings":{"executionOrder":"v1","timezone":"Europe/Berlin"},\
    "staticData":%s}\
    """
        .formatted(name, cron, staticData);
  }
}
