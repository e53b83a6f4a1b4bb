import { CopyLink } from "#components/ui/copy-link.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { toComparePath } from "#lib/domain/compare/compare-path.ts";
import { toJobFileName } from "#lib/domain/job-file/job-file.ts";
import { toJobPath } from "#lib/domain/job-path.ts";
import { toJobKey, type JobRef } from "#lib/domain/job.ts";

const item =
  "flex min-h-8 items-center justify-between gap-3 rounded-md px-2.5 no-underline hover:bg-sunken";

/** What a reader takes away from a job. Links throughout, so that they lead somewhere without JavaScript. */
export function JobActions({ job }: { job: JobRef }) {
  const api = `/api${toJobPath(job)}`;
  return (
    <>
      <Menu label="Compare">
        <a href={toComparePath("previous", job)} className={item}>
          With the previous of its type
        </a>
        <a href={toComparePath("last-success", job)} className={item}>
          With its last success
        </a>
        <a href={`/compare?b=${encodeURIComponent(toJobKey(job))}`} className={item}>
          With another job
        </a>
      </Menu>
      <Menu label="Copy or save">
        <CopyLink href={`${api}/ticket`} className={item}>
          Copy for a ticket
        </CopyLink>
        <CopyLink href={`${api}/curl`} className={item}>
          Copy as curl, without the key
        </CopyLink>
        <a href={`${api}/file`} download={toJobFileName(job)} className={item}>
          Download as file
        </a>
      </Menu>
    </>
  );
}
