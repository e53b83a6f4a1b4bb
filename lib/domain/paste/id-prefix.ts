import type { JobRef } from "../job.ts";
import { maxIdLength } from "./id-shapes.ts";

export const idPrefixLimits = { minLength: 4, maxLength: maxIdLength, found: 8 };

/** `job_` and a ULID. */
const bedrockLength = 30;

/** Whether a text may be the first characters of an ID, and enough of them to look for. */
export function isIdPrefix(text: string): boolean {
  const { length } = text;
  return (
    /^[\w.-]*$/.test(text) &&
    length >= idPrefixLimits.minLength &&
    length <= idPrefixLimits.maxLength
  );
}

/** A text that IDs may begin with; one with a source has the shape of an ID already. */
export type Beginning = JobRef | { id: string; source?: undefined };

/** Whether it may be the first characters of an ID: those of other sources have one length, which their shape tells. */
export function mayGoOn({ source, id }: Beginning): boolean {
  return source === undefined || (source === "bedrock" && id.length < bedrockLength);
}

/** Of known jobs that begin so the one that is named whole, else all of them. Of its source alone, where it is told. */
export function chooseBegun<Known extends JobRef>(
  known: readonly Known[],
  { id, source }: Beginning,
): Known[] {
  const own = known.filter((job) => source === undefined || job.source === source);
  const whole =
    own.find((job) => job.id === id) ??
    own.find((job) => job.id.toLowerCase() === id.toLowerCase());
  return whole ? [whole] : own;
}
