import { headers } from "next/headers";
import { AuditFilter } from "#components/audit/audit-filter.tsx";
import { AuditTable } from "#components/audit/audit-table.tsx";
import { PageHead } from "#components/shell/page-head.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { ProblemError, toProblemDocument } from "#lib/domain/problem.ts";
import { listAudit } from "#lib/server/audit/list-audit.ts";
import { parseAuditQuery } from "#lib/server/audit/parse-audit-query.ts";
import { getActor } from "#lib/server/auth/get-actor.ts";
import { setPageStatus } from "#lib/server/front/page-status.ts";
import { getGantry } from "#lib/server/gantry.ts";
import type { PageParams } from "#lib/server/http/url-params.ts";

export const dynamic = "force-dynamic";

export default async function AuditPage({ searchParams }: { searchParams: PageParams }) {
  const params = Object.entries(await searchParams).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as [string, string]] : [],
  );
  const found = await findRecord(params);
  return (
    <>
      <PageHead title="Audit · Gantry" />
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="text-[21px] font-semibold tracking-[-.015em]">Audit</h1>
          <p className="text-muted">
            Who signed in, canceled, revealed, exported or changed a user.
          </p>
        </div>
        {found.problem === null && (
          <div className="flex flex-wrap gap-2">
            <a href="/api/audit.csv" download className="button no-underline">
              Export all as CSV
            </a>
            <a href="/api/audit.json" download className="button no-underline">
              Export all as JSON
            </a>
          </div>
        )}
      </div>
      {found.problem === null ? (
        <section aria-label="Record" className="panel">
          <div className="border-b border-line p-3">
            <AuditFilter {...found.filter} />
          </div>
          {found.entries.length === 0 ? (
            <p className="p-4 text-muted">
              {params.some(([, value]) => value !== "")
                ? "Nothing like this is in the record."
                : "Nothing is in the record yet."}
            </p>
          ) : (
            <AuditTable entries={found.entries} />
          )}
          {found.next !== null && (
            <p className="border-t border-line p-3">
              <PageLink href={toOlder(params, found.next)} className="button no-underline">
                Older
              </PageLink>
            </p>
          )}
        </section>
      ) : (
        <section className="panel p-5">
          <h2 className="mb-1 font-semibold">{found.problem.title}</h2>
          <p className="text-muted">{found.problem.detail}</p>
        </section>
      )}
    </>
  );
}

async function findRecord(params: [string, string][]) {
  try {
    const actor = await getActor({ headers: await headers() });
    const filter = parseAuditQuery(params);
    const { entries, next } = await listAudit(await getGantry(), actor, filter);
    return { problem: null, filter, entries, next };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const problem = toProblemDocument(error, "");
    setPageStatus(problem.status);
    return { problem };
  }
}

function toOlder(params: [string, string][], before: string): string {
  const search = new URLSearchParams(params);
  search.set("before", before);
  return `/system/audit?${search}`;
}
