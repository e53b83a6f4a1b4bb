import "server-only";
import { sealData, unsealData } from "iron-session";
import * as client from "openid-client";
import { z } from "zod";
import { ProblemError } from "#lib/domain/problem.ts";
import type { Settings } from "../env.ts";

const attemptTtlS = 600;
const timeoutS = 10;

const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  next: z.string(),
});

/** What an ID token says of somebody; its signature, issuer, audience, age and nonce are checked. */
export type OidcClaims = Readonly<Record<string, unknown>> & { iss: string; sub: string };

/** Signing in with an OpenID Connect provider: authorization code, PKCE, state and nonce. */
export type Oidc = {
  /** Where to send the browser, and what it is to bring back, sealed. Throws `upstream_unavailable`. */
  start(next: string): Promise<{ location: string; sealed: string }>;
  /**
   * Who came back; null where this browser has begun nothing. Throws `unauthorized` for any answer that is not the one
   * to its own question.
   */
  finish(
    query: string,
    sealed: string | undefined,
  ): Promise<{ claims: OidcClaims; next: string } | null>;
};

type OidcSettings = Pick<
  Settings,
  "OIDC_ISSUER" | "OIDC_CLIENT_ID" | "OIDC_CLIENT_SECRET" | "OIDC_SCOPE" | "PUBLIC_URL"
>;

/** Undefined when no provider is set up. `secret` seals what the browser carries meanwhile. */
export function createOidc(settings: OidcSettings, secret: string): Oidc | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_URL } = settings;
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined || PUBLIC_URL === undefined)
    return undefined;
  const issuer = new URL(OIDC_ISSUER);
  const callbackUrl = `${PUBLIC_URL}/api/session/oidc/callback`;
  let discovered: Promise<client.Configuration> | undefined;

  /** Asked once; a provider that was away is asked again the next time. */
  async function discover(): Promise<client.Configuration> {
    discovered ??= client.discovery(
      issuer,
      OIDC_CLIENT_ID ?? "",
      OIDC_CLIENT_SECRET,
      OIDC_CLIENT_SECRET === undefined ? client.None() : undefined,
      {
        timeout: timeoutS,
        execute: issuer.protocol === "http:" ? [client.allowInsecureRequests] : [],
      },
    );
    try {
      return await discovered;
    } catch (cause) {
      discovered = undefined;
      throw new ProblemError(
        "upstream_unavailable",
        "The provider you sign in with cannot be reached.",
        { cause },
      );
    }
  }

  return {
    async start(next) {
      const configuration = await discover();
      const [state, nonce] = [client.randomState(), client.randomNonce()];
      const codeVerifier = client.randomPKCECodeVerifier();
      const location = client.buildAuthorizationUrl(configuration, {
        redirect_uri: callbackUrl,
        scope: settings.OIDC_SCOPE,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: "S256",
      });
      const attempt = { state, nonce, codeVerifier, next };
      const sealed = await sealData(attempt, { password: secret, ttl: attemptTtlS });
      return { location: location.href, sealed };
    },
    async finish(query, sealed = "") {
      const { data: attempt } = attemptSchema.safeParse(
        await unsealData(sealed, { password: secret, ttl: attemptTtlS }),
      );
      if (!attempt) return null;
      const configuration = await discover();
      try {
        const tokens = await client.authorizationCodeGrant(
          configuration,
          new URL(`${callbackUrl}?${query}`),
          {
            expectedState: attempt.state,
            expectedNonce: attempt.nonce,
            pkceCodeVerifier: attempt.codeVerifier,
            idTokenExpected: true,
          },
        );
        const claims = tokens.claims();
        if (!claims) throw new Error("no ID token");
        return { claims, next: attempt.next };
      } catch (cause) {
        throw new ProblemError("unauthorized", "The provider did not confirm who you are.", {
          cause,
        });
      }
    },
  };
}
