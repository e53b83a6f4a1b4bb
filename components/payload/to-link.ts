import { maskMark } from "#lib/domain/mask-mark.ts";

export type PayloadLink = { href: string; isOwn: boolean };

const urlMax = 2_048;
const quotedJobId = /^"(job_[\w-]+(?:\.[\w-]+)*)"$/;
const quotedUrl = /^"https?:\\?\/\\?\/.*"$/;

/**
 * Where a JSON string, given as written, leads: to a page of ours for a Bedrock job ID, to another
 * site for an `http` or `https` URL with nothing masked in it, nowhere otherwise, as where it was cut.
 */
export function toLink(written: string): PayloadLink | null {
  const id = quotedJobId.exec(written)?.[1];
  if (id !== undefined) return { href: `/jobs/bedrock/${id}`, isOwn: true };
  if (written.length > urlMax || !quotedUrl.test(written)) return null;
  const text: unknown = JSON.parse(written);
  if (typeof text !== "string" || /[\s"<>]/.test(text) || !URL.canParse(text)) return null;
  if (text.includes(maskMark)) return null;
  return { href: text, isOwn: false };
}
