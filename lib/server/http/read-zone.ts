import "server-only";
import { cookies } from "next/headers";
import { parsePreferences, themeCookie, zoneCookie } from "#lib/domain/preferences.ts";

/** The time zone of whoever asks for a page; until their browser has told it, UTC. */
export async function readZone(): Promise<string> {
  const jar = await cookies();
  return parsePreferences(jar.get(themeCookie)?.value, jar.get(zoneCookie)?.value).zone ?? "UTC";
}
