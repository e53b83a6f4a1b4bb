"use client";

import { isMissingScript } from "#components/live/is-missing-script.ts";
import { PageHead } from "#components/shell/page-head.tsx";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** In place of a page that could not be drawn, or whose scripts went with the version it was made by. */
export default function ErrorPage({ error, reset }: Props) {
  const isOld = isMissingScript(error);
  const title = isOld ? "A new version of Gantry" : "Gantry failed";
  return (
    <section className="mx-auto mt-6 max-w-2xl">
      <PageHead title={title} />
      <h1 className="mb-2 text-[21px] font-semibold tracking-[-.015em]">{title}</h1>
      <p className="mb-4 text-muted">
        {isOld
          ? "Gantry was updated while this page was open, and this part of it is gone. Nothing is lost by loading it again."
          : "This page could not be drawn. The log has the details"}
        {!isOld && error.digest && (
          <>
            {" "}
            under <code className="mono">{error.digest}</code>
          </>
        )}
        {!isOld && "."}
      </p>
      <button type="button" className="button" onClick={isOld ? () => location.reload() : reset}>
        {isOld ? "Load again" : "Try again"}
      </button>
    </section>
  );
}
