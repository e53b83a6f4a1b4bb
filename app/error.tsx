"use client";

import { isMissingScript } from "#components/live/is-missing-script.ts";
import { PageHead } from "#components/shell/page-head.tsx";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  if (isMissingScript(error)) return <OldVersion />;
  return (
    <section className="mx-auto mt-6 max-w-2xl">
      <PageHead title="Gantry failed" />
      <h1 className="mb-2 text-[21px] font-semibold tracking-[-.015em]">Gantry failed</h1>
      <p className="mb-4 text-muted">
        This page could not be drawn. The log has the details
        {error.digest ? (
          <>
            {" "}
            under <code className="mono">{error.digest}</code>
          </>
        ) : null}
        .
      </p>
      <button type="button" className="button" onClick={reset}>
        Try again
      </button>
    </section>
  );
}

/** Said in place of a page whose scripts went with the version it was made by. */
function OldVersion() {
  return (
    <section className="mx-auto mt-6 max-w-2xl">
      <PageHead title="A new version of Gantry" />
      <h1 className="mb-2 text-[21px] font-semibold tracking-[-.015em]">A new version of Gantry</h1>
      <p className="mb-4 text-muted">
        Gantry was updated while this page was open, and this part of it is gone. Nothing is lost by
        loading it again.
      </p>
      <button type="button" className="button" onClick={() => location.reload()}>
        Load again
      </button>
    </section>
  );
}
