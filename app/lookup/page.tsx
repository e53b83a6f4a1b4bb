import { PageHead } from "#components/shell/page-head.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { redirect } from "next/navigation";
import { PasteBox } from "#components/paste/paste-box.tsx";
import { StatusPill } from "#components/ui/status-pill.tsx";
import { toJobPath } from "#lib/domain/job-path.ts";
import { readPaste } from "#lib/domain/read-paste.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { lookupJobs } from "#lib/server/jobs/lookup-jobs.ts";

type LookupPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LookupPage({ searchParams }: LookupPageProps) {
  const { q } = await searchParams;
  const text = [q].flat().join(" ").trim();
  const { path, hint } = readPaste(text);
  if (path !== null && !path.startsWith("/lookup")) redirect(path);
  const found = path === null ? [] : await lookupJobs(await getGantry(), text);

  return (
    <div className="mx-auto max-w-3xl">
      <PageHead title="Lookup · Gantry" />
      <h1 className="mb-3 text-[21px] font-[650] tracking-[-.015em]">Lookup</h1>
      <PasteBox />
      {hint !== null && text !== "" && <p className="mt-3 text-muted">{hint}</p>}
      {found.length > 0 && (
        <ul className="panel mt-4 divide-y divide-line">
          {found.map((each) => (
            <li key={each.text} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
              {each.source === null ? (
                <span className="mono break-all">{each.text}</span>
              ) : (
                <PageLink
                  href={toJobPath({ source: each.source, id: each.text })}
                  className="mono break-all"
                >
                  {each.text}
                </PageLink>
              )}
              <span className="text-muted">{each.job?.type ?? each.reason}</span>
              <span className="ml-auto">
                {each.job ? (
                  <StatusPill status={each.job.status} rawStatus={each.job.rawStatus} />
                ) : (
                  "not found"
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
