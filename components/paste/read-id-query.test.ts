import { expect, test } from "vitest";
import { readIdQuery } from "./read-id-query.ts";

const toIds = (count: number) => Array.from({ length: count }, (_, at) => `job_01AB${at}`);

async function read(text: string): Promise<string | null> {
  const query = await readIdQuery(text);
  return query && (query.kind === "lookup" ? query.path : query.params.toString());
}

// Several were searched for as one phrase, which no job holds.
test("several IDs are a list of them", async () => {
  expect(await read("job_01AB0 job_01AB1,job_01AB2")).toBe(
    "id=job_01AB0&id=job_01AB1&id=job_01AB2",
  );
  const forty = await read(toIds(40).join("\n"));
  expect(new URLSearchParams(forty ?? "").getAll("id")).toEqual(toIds(40));
});

test("one ID is searched for as text, whatever stands around it", async () => {
  expect(await read("job_01AB0")).toBe("q=job_01AB0");
  expect(await read(' "job_01AB0", ')).toBe("q=job_01AB0");
});

test("more than a list's address holds are looked up, and so is a long text of IDs and other words", async () => {
  expect(await read(toIds(250).join(" "))).toMatch(/^\/lookup\?q=job_01AB0%20job_01AB1%20/);
  const log = toIds(40).map((id) => `${id} has failed`);
  expect(await read(log.join(" "))).toMatch(/^\/lookup\?q=job_01AB0%20job_01AB1%20/);
});

test.each(["overlay 2", "job_01AB0 failed", "-job_01AB0 -job_01AB1", "x".repeat(600)])(
  "any other text is what it is: %s",
  async (text) => {
    expect(await read(text)).toBeNull();
  },
);
