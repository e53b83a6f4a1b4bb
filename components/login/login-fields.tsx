const field =
  "h-9 w-full rounded-md border border-line-strong bg-bg px-3 text-[13.5px] focus-visible:border-focus";

/** Name and password, so that a password manager knows them. */
export function LoginFields({ name = "", hasError }: { name?: string; hasError: boolean }) {
  const describedBy = hasError ? "login-error" : undefined;
  return (
    <>
      <label className="grid gap-1">
        <span className="text-[12.5px] text-muted">Name</span>
        <input
          name="name"
          defaultValue={name}
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
    </>
  );
}
