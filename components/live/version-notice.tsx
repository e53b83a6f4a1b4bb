"use client";
import { useEffect, useState } from "react";
import { isMissingScript } from "./is-missing-script.ts";

/** A tab that nobody has looked at for this long is loaded again unasked. */
const idleMs = 30_000;

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
    if (!isOld) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(() => location.reload(), idleMs);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
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
