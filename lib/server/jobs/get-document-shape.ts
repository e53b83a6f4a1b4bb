import "server-only";
import { setImmediate } from "node:timers/promises";
import { createShapeReader, type JsonShape } from "#lib/domain/json/shape.ts";
import type { JobRef } from "#lib/domain/job.ts";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Store } from "../store/open-store.ts";

/** What a payload or results consist of, read through once and never held. Others have
 * their turn between chunks. Of what may be secret it has the length alone, so only the keys are masked. */
export async function getDocumentShape(
  { store }: { store: Pick<Store, "openUnmasked" | "maskKey"> },
  ref: JobRef,
  part: "payload" | "results",
): Promise<JsonShape> {
  const opened = await store.openUnmasked(ref, part);
  if (!opened)
    throw new ProblemError("not_found", `This job has no ${part}.`, { title: `No ${part}` });
  const reader = createShapeReader();
  for await (const chunk of opened.chunks) {
    reader.push(chunk);
    await setImmediate();
  }
  const shape = reader.end();
  const members = shape.members.map((member) => ({
    ...member,
    key: member.key === null ? null : store.maskKey(member.key),
  }));
  return { ...shape, members };
}
