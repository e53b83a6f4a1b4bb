import type { Fault } from "#lib/sandbox/fault.ts";
import { describeSource, type UpstreamFault } from "../source-contract.ts";
import { figurKey, startFigur } from "./use-figur.ts";

const faults: Record<UpstreamFault, Fault> = {
  refuse: { kind: "refuse" },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
  garbage: { kind: "garbage" },
  html: { kind: "html", status: 500 },
  unauthorized: { kind: "status", status: 401 },
  forbidden: { kind: "status", status: 403 },
  "rate limit": { kind: "status", status: 429 },
  failure: { kind: "status", status: 500 },
};

describeSource("Figur", async () => {
  const { control, source, createSource, close } = await startFigur();
  return {
    source,
    sourceWithWrongKey: createSource(`${figurKey}x`),
    sourceOfNobody: createSource(figurKey, "http://127.0.0.1:1"),
    apiKey: figurKey,
    unknownId: "01JBX5Z0QK3T1M6V9R2C4D7E8F",
    recordedStatuses: ["queued", "running", "succeeded"],
    createJob: () => control.createJob(),
    start: (id) => {
      control.advance(id, { event: "stage", stage: "pose", message: "Posing" });
      control.advance(id, { status: "IN_PROGRESS" });
    },
    finish: (id) => {
      control.advance(id, { status: "SUCCESS", results: [{ label: "Front" }] });
      control.advance(id, { event: "succeeded" });
    },
    fault: (fault) => control.fault(faults[fault]),
    close,
  };
});
