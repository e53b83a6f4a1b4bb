import { JobFilePage } from "#components/job-file/job-file-page.tsx";
import { PageHead } from "#components/shell/page-head.tsx";

export default function FilePage() {
  return (
    <>
      <PageHead title="A job from a file · Gantry" />
      <JobFilePage />
    </>
  );
}
