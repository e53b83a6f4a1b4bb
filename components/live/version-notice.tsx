"use client";
import { useEffect, useState } from "react";
import { isMissingScript } from "./is-missing-script.ts";

/** Says that another version of Gantry answers than the one this page came from. */
export function VersionNotice({ version }: { version: string | null }) {
  const [isBroken, setBroken] = useState(false);
  const isOld =
    isBroken || (version !== null && version !== document.documentElement.dataset["version"]);

  useEffect(() => {
    const look = ({ reason }: PromiseRejectionEvent) => {
      if (isMissingScript(reason)) setBroken(true);
    };
    addEventListener("unhandledrejection", look);
    return () => removeEventListener("unhandledrejection", look);
  }, []);

  useEffect(() => {
    if (!isOld) return undefined;
    const controller = new AbortController();
    // Where that is gone as well, whoever comes back is told.
    void import("./reload-unseen.ts").then(({ reloadUnseen }) => reloadUnseen(controller.signal));
    return () => controller.abort();
  }, [isOld]);

  return (
    <span role="status">
      {isOld && (
        <button
          type="button"
          className="button-ghost text-partial"
          onClick={() => location.reload()}
        >
          New version: load again
        </button>
      )}
    </span>
  );
}
