import { expect, test } from "vitest";
import { formatTicket } from "./format-ticket.ts";
import type { Job } from "../job.ts";

const job: Job = {
  source: "bedrock",
  id: "job_01JABCD123",
  type: "overlay.generate",
  status: "failed",
  rawStatus: "FAILED",
  organizationId: "org_1",
  project: { id: "prj_1", name: null },
  target: { type: "Block", id: "blk_1" },
  parentId: null,
  createdAt: Date.UTC(2024, 5, 17, 8, 55, 0),
  startedAt: Date.UTC(2024, 5, 17, 8, 55, 2),
  finishedAt: Date.UTC(2024, 5, 17, 8, 56, 30),
  updatedAt: null,
  queueMs: 2_000,
  runMs: 88_000,
  progress: null,
  error: { code: "PROCESSING_ERROR", message: "No raster." },
  events: [],
  artifacts: [],
  payloadBytes: null,
  resultsBytes: null,
  observedAt: Date.UTC(2024, 5, 17, 9),
};
const context = {
  sourceLabel: "Bedrock",
  link: "https://gantry.example/jobs/bedrock/job_01JABCD123",
  isUnread: false,
};

test("a ticket has ID, type, status, UTC times, durations, error and link", () => {
  expect(formatTicket(job, context)).toBe(`**Failed**: \`overlay.generate\`

- ID: \`job_01JABCD123\` (Bedrock)
- Status: Failed, upstream \`FAILED\`
- Project: \`prj_1\`
- Target: \`blk_1\` (\`Block\`)
- Created: 2024-06-17 08:55:00.000 UTC
- Started: 2024-06-17 08:55:02.000 UTC
- Ended: 2024-06-17 08:56:30.000 UTC
- Waited: 2 s (2,000 ms)
- Ran: 1 m 28 s (88,000 ms)
- Error: \`PROCESSING_ERROR\`

\`\`\`text
No raster.
\`\`\`

- Link: <https://gantry.example/jobs/bedrock/job_01JABCD123>
`);
});

test("a job in flight says when it was last heard of, and no end", () => {
  const ticket = formatTicket({ ...job, status: "running", error: null, runMs: null }, context);
  expect(ticket).toContain("- As of: 2024-06-17 09:00:00.000 UTC");
  expect(ticket).toContain("- Ran: not known");
  expect(ticket).not.toContain("Ended");
});

test("what the upstream wrote never leaves its code, however many backticks it holds", () => {
  const message = "```\n# not a heading @everyone\n````";
  const hostile = { ...job, type: "a`b``c\n# x", error: { code: "`", message } };
  const ticket = formatTicket(hostile, context);
  expect(ticket).toContain("**Failed**: ```a`b``c # x```");
  expect(ticket).toContain("- Error: `` ` ``");
  expect(ticket).toContain(`\`\`\`\`\`text\n${message}\n\`\`\`\`\``);
});

test("a failure without an error says that there is no reason from the upstream, anything else nothing", () => {
  const reason = "- Error: no reason from the upstream\n- Link:";
  expect(formatTicket({ ...job, error: null }, context)).toContain(reason);
  expect(formatTicket({ ...job, status: "succeeded", error: null }, context)).not.toContain(
    "Error",
  );
});

test("a reason that nobody has asked for is not said to be missing", () => {
  const ticket = formatTicket({ ...job, error: null }, { ...context, isUnread: true });
  expect(ticket).toContain("- Error: the reason was not read yet\n");
});

test("a length that is exact already is said once", () => {
  const ticket = formatTicket({ ...job, queueMs: 3, runMs: 3.4 }, context);
  expect(ticket).toContain("- Waited: 3 ms\n");
  expect(ticket).toContain("- Ran: 3 ms (3.4 ms)\n");
});

test("characters that turn a text around are written as their code points", () => {
  const error = { code: "E\u202E", message: "one\r\ntwo \u2066three" };
  const ticket = formatTicket({ ...job, type: "fdp\u202Eexe", error }, context);
  expect(ticket).toContain("**Failed**: `fdp⟨U+202E⟩exe`");
  expect(ticket).toContain("- Error: `E⟨U+202E⟩`");
  expect(ticket).toContain("```text\none\ntwo ⟨U+2066⟩three\n```");
});

test("a message of any length stays bounded", () => {
  const long = { ...job, error: { code: "E", message: "x".repeat(1_000_000) } };
  expect(formatTicket(long, context).length).toBeLessThan(6_000);
});
