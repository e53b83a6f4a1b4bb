import { z } from "zod";
import type { ListPlace } from "./job-store.ts";

const lifetimeMs = 3_600_000;

const cursorSchema = z.object({
  /** The page after this place, or the one before it. */
  toward: z.enum(["next", "prev"]),
  createdAt: z.number(),
  id: z.string(),
  issuedAt: z.number(),
});

export type Cursor = z.infer<typeof cursorSchema>;

export function toCursor(toward: Cursor["toward"], place: ListPlace, issuedAt: number): string {
  const cursor: Cursor = { toward, createdAt: place.createdAt, id: place.id, issuedAt };
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** Undefined when the text is no cursor of ours, or one that has expired. */
export function parseCursor(text: string, now: number): Cursor | undefined {
  const parsed = jsonCodec.pipe(cursorSchema).safeParse(Buffer.from(text, "base64url").toString());
  if (!parsed.success || now - parsed.data.issuedAt > lifetimeMs) return undefined;
  return parsed.data;
}

const jsonCodec = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
});
