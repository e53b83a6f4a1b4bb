import { expect, test } from "vitest";
import { buildSummary } from "#lib/domain/build-summary.ts";
import type { LiveFrame } from "#lib/domain/live-frame.ts";
import { createLiveMemory } from "./live-memory.ts";

const changed = (id: string): LiveFrame => ({
  event: "jobs",
  data: { changed: [buildSummary({ id, status: "running" })] },
});

test("a page is not told what lists heard before it can have been drawn", () => {
  let now = 0;
  const memory = createLiveMemory(() => now);
  memory.remember(changed("job_1"));
  now = 15_000;
  memory.remember(changed("job_2"));
  expect(memory.recallLists()).toEqual([changed("job_1"), changed("job_2")]);
  now = 21_000;
  expect(memory.recallLists()).toEqual([changed("job_2")]);
});

test("when nobody watches the list any more, what it heard is forgotten: nothing would correct it", () => {
  const memory = createLiveMemory(() => 0);
  memory.remember(changed("job_1"));
  memory.keepOnly({ jobs: ["bedrock:job_1"], list: false });
  memory.keepOnly({ jobs: [], list: true });
  expect(memory.recallLists()).toEqual([]);
});
