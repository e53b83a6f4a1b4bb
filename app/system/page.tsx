import { cookies, headers } from "next/headers";
import { PageHead } from "#components/shell/page-head.tsx";
import { SystemView } from "#components/system/system-view.tsx";
import { parsePreferences, themeCookie, zoneCookie } from "#lib/domain/preferences.ts";
import { findActor } from "#lib/server/auth/get-actor.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { getSystem } from "#lib/server/jobs/get-system.ts";

export const dynamic = "force-dynamic";

export default async function SystemPage() {
  const jar = await cookies();
  const { zone } = parsePreferences(jar.get(themeCookie)?.value, jar.get(zoneCookie)?.value);
  const viewer = await findActor({ headers: await headers() });
  return (
    <>
      <PageHead title="System · Gantry" />
      <SystemView
        report={await getSystem(await getGantry())}
        zone={zone ?? "UTC"}
        showsRecord={viewer?.role === "operator"}
      />
    </>
  );
}
