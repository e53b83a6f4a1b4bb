type LoginFormProps = {
  /** The path to go to afterwards. */
  next: string;
  error: string | null;
};

const field =
  "h-9 w-full rounded-md border border-line-strong bg-bg px-3 text-[14px] focus-visible:border-focus";

/** A plain form: the browser posts it and follows where it leads, with JavaScript or without. */
export function LoginForm({ next, error }: LoginFormProps) {
  const describedBy = error === null ? undefined : "login-error";
  return (
    <form method="post" action="/api/session" className="panel grid gap-4 p-5">
      {error !== null && (
        <p id="login-error" role="alert" className="text-failed">
          {error}
        </p>
      )}
      <input type="hidden" name="next" value={next} />
      <label className="grid gap-1">
        <span className="text-[12.5px] text-muted">Name</span>
        <input
          name="name"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={64}
          autoFocus
          aria-describedby={describedBy}
          className={field}
        />
      </label>
      <label className="grid gap-1">
        <span className="text-[12.5px] text-muted">Password</span>
        <input
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={1_024}
          aria-describedby={describedBy}
          className={field}
        />
      </label>
      <button type="submit" className="button justify-self-start">
        Sign in
      </button>
    </form>
  );
}
