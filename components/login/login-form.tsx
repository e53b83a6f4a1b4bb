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
    <div className="panel p-5">
      <form method="post" action="/api/session" className="grid gap-4">
        {error !== null && (
          <p id="login-error" role="alert" className="text-failed">
            {error}
          </p>
        )}
        <input type="hidden" name="next" value={next} />
        <LoginFields hasError={error !== null} />
        <button type="submit" className="button justify-self-start">
          Sign in
        </button>
      </form>
      {provider !== null && <ProviderLink label={provider} next={next} />}
    </div>
  );
}
