"use client";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { LoginFields } from "#components/login/login-fields.tsx";
import { ProviderLink } from "#components/login/provider-link.tsx";
import { retryLive } from "#lib/client/live/tab-connection.ts";
import { checkSession, resumeSession } from "#lib/client/session.ts";
import { postSignIn } from "./post-sign-in.ts";

type SignInAgainProps = {
  /** Who was signed in. */
  name: string;
  provider: string | null;
};

/**
 * Over the page, which stays as it was. Closed without signing in, it leaves a button in the corner:
 * what is on the page may still be read.
 */
export default function SignInAgain({ name, provider }: SignInAgainProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  function open() {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLInputElement>("[type=password]")?.focus();
  }

  useEffect(() => {
    open();
    // Signed in again in another tab.
    const check = () => document.visibilityState === "visible" && void checkSession(name);
    addEventListener("focus", check);
    return () => removeEventListener("focus", check);
  }, [name]);

  async function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const credentials = {
      name: toText(fields.get("name")),
      password: toText(fields.get("password")),
    };
    setBusy(true);
    const problem = await postSignIn(credentials);
    setBusy(false);
    setError(problem);
    if (problem !== null) return;
    // Somebody else may see something else.
    if (credentials.name.toLowerCase() !== name.toLowerCase()) return location.reload();
    resumeSession();
    retryLive();
  }

  return (
    <>
      <dialog
        ref={dialog}
        aria-labelledby="sign-in-again"
        className="peer panel m-auto w-[min(24rem,calc(100vw-2rem))] p-5 text-text shadow-xl"
      >
        <h2 id="sign-in-again" className="mb-1 text-[17px] font-semibold tracking-[-.01em]">
          You are signed out
        </h2>
        <p className="mb-4 text-muted">
          The page keeps what it shows. Sign in, and it goes on from here.
        </p>
        <form onSubmit={signIn} className="grid gap-4">
          {error !== null && (
            <p id="login-error" role="alert" className="text-failed">
              {error}
            </p>
          )}
          <LoginFields name={name} hasError={error !== null} />
          <div className="flex flex-wrap items-center gap-2">
            <button type="submit" className="button-primary" disabled={isBusy}>
              Sign in
            </button>
            <button type="button" className="button-ghost" onClick={() => dialog.current?.close()}>
              Later
            </button>
          </div>
        </form>
        {provider !== null && <ProviderLink label={provider} next="/" isNewTab />}
      </dialog>
      <button
        type="button"
        className="button fixed right-4 bottom-4 z-40 shadow-lg peer-open:hidden"
        onClick={open}
      >
        <i className="size-2 bg-failed" aria-hidden="true" />
        Signed out · sign in again
      </button>
    </>
  );
}

const toText = (field: FormDataEntryValue | null) => (typeof field === "string" ? field : "");
