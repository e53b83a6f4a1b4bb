import { LoginFields } from "./login-fields.tsx";
import { ProviderLink } from "./provider-link.tsx";

type LoginFormProps = {
  /** The path to go to afterwards. */
  next: string;
  error: string | null;
  /** What people call the OpenID Connect provider; null when there is none. */
  provider: string | null;
};

/** A plain form: the browser posts it and follows where it leads, with JavaScript or without. */
export function LoginForm({ next, error, provider }: LoginFormProps) {
  return (
    <div className="panel p-6 sm:p-7">
      <h1 className="mb-5 text-[21px] font-semibold tracking-[-.015em]">Sign in</h1>
      <form method="post" action="/api/session" className="grid gap-4">
        {error !== null && (
          <p
            id="login-error"
            role="alert"
            className="rounded-md bg-failed-soft px-3 py-2 text-balance text-failed"
          >
            {error}
          </p>
        )}
        <input type="hidden" name="next" value={next} />
        <LoginFields hasError={error !== null} />
        <button type="submit" className="button-primary mt-1">
          Sign in
        </button>
      </form>
      {provider !== null && <ProviderLink label={provider} next={next} />}
    </div>
  );
}
