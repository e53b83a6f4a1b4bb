import { useState } from "react";

/** Who is signed in, and the way out. Whoever could not be signed out stays where they are, and is told. */
export function SignOut({ signedInAs }: { signedInAs: string }) {
  const [hasFailed, setHasFailed] = useState(false);
  return (
    <div className="grid gap-1">
      <p className="text-[12.5px] [overflow-wrap:anywhere] text-muted">{signedInAs}</p>
      <button
        type="button"
        className="button justify-center"
        onClick={async () => {
          const response = await fetch("/api/session", { method: "DELETE" }).catch(() => null);
          if (response?.ok) location.assign("/login");
          else setHasFailed(true);
        }}
      >
        Sign out
      </button>
      {hasFailed && (
        <p role="alert" className="text-[12.5px] text-failed">
          You are still signed in: Gantry did not answer. Try again.
        </p>
      )}
    </div>
  );
}
