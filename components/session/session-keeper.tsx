"use client";
import { useEffect, useSyncExternalStore } from "react";
import { onDemand } from "#components/ui/on-demand.tsx";
import {
  checkSession,
  isSignedOut,
  subscribeToSession,
  waitForSignIn,
} from "#lib/client/session.ts";
import { getConnection, subscribeToConnection } from "#lib/client/live/tab-connection.ts";

const SignInAgain = onDemand(() =>
  // A later version is installed by now, and has no such file: its own page does as well.
  import("./sign-in-again.tsx").catch(() => ({ default: SignInLink })),
);

function SignInLink() {
  return (
    // oxlint-disable-next-line nextjs/no-html-link-for-pages -- the whole page is to be loaded anew
    <a href="/login" className="button fixed right-4 bottom-4 z-40">
      Signed out · sign in again
    </a>
  );
}

/** An open tab is use: it renews the session, of which half a day without a sign of life is the end. */
const renewEveryMs = 20 * 60_000;

/** Keeps the session alive for as long as the tab is open; when it ends all the same, asks for the password over the page. */
export function SessionKeeper({ name, provider }: { name: string; provider: string | null }) {
  const isOut = useSyncExternalStore(subscribeToSession, isSignedOut, () => false);
  useEffect(() => {
    const check = () => void checkSession(name);
    // Meanwhile somebody else may have signed in, in another tab.
    const look = () => document.visibilityState === "visible" && check();
    const timer = setInterval(check, renewEveryMs);
    document.addEventListener("visibilitychange", look);
    const leave = subscribeToConnection(() => {
      const { phase } = getConnection();
      if (phase === "signed-out") void waitForSignIn();
      else if (phase === "live" && isSignedOut()) check();
    });
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      leave();
    };
  }, [name]);
  return isOut ? <SignInAgain name={name} provider={provider} /> : null;
}
