import { PageHead } from "#components/shell/page-head.tsx";
import { headers } from "next/headers";
import { PageLink } from "#components/ui/page-link.tsx";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Logo } from "#components/ui/logo.tsx";
import { LoginForm } from "#components/login/login-form.tsx";
import { formatDuration } from "#lib/domain/format/format-duration.ts";
import { sandboxActorName } from "#lib/server/auth/actor.ts";
import { findActor } from "#lib/server/auth/get-actor.ts";
import { readProvider } from "#lib/server/auth/read-provider.ts";
import { toNextPath } from "#lib/server/auth/next-path.ts";
import type { PageParams } from "#lib/server/http/url-params.ts";

const errors = ["1", "role", "provider", "crowd"] as const;
const query = z.object({
  next: z.string().optional().catch(undefined),
  error: z.enum(errors).optional().catch(undefined),
  wait: z.coerce.number().int().min(1).max(3_600).optional().catch(undefined),
});

export default async function LoginPage({ searchParams }: { searchParams: PageParams }) {
  const { next: asked, error, wait } = query.parse(await searchParams);
  const next = toNextPath(asked);
  const actor = await findActor({ headers: await headers() });
  const isFree = actor?.name === sandboxActorName;
  if (actor && !isFree) redirect(next);

  if (isFree)
    return (
      <div className="mx-auto mt-6 max-w-sm">
        <PageHead title="Sign in · Gantry" />
        <h1 className="mb-3 text-[21px] font-semibold tracking-[-.015em]">Sign in</h1>
        <p className="text-muted">
          Nobody has to sign in to the sandbox. <PageLink href="/">Go to the first page</PageLink>
        </p>
      </div>
    );
  return (
    <div className="mx-auto w-full max-w-[360px]">
      <PageHead title="Sign in · Gantry" />
      <p className="mb-5 flex items-center justify-center gap-2.5 text-[17px] font-semibold tracking-tight">
        <Logo size={28} />
        Gantry
      </p>
      <LoginForm
        next={next}
        error={error === undefined ? null : toMessage(error, wait)}
        provider={readProvider()}
      />
    </div>
  );
}

function toMessage(error: (typeof errors)[number], wait: number | undefined): string {
  if (error === "role") return "You have no access to Gantry. Ask whoever runs it.";
  if (error === "provider") return "Signing in did not work. Try again.";
  if (error === "crowd") return "Many people are signing in at this moment. Try again.";
  return wait === undefined
    ? "Name or password is wrong."
    : `Too many attempts. Try again in ${formatDuration(wait * 1000)}.`;
}
