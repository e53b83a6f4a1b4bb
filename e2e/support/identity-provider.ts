import { once } from "node:events";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

export const clientId = "gantry";
export const clientSecret = "a secret between Gantry and the provider";

/** A real OpenID Connect provider at a loopback address. Everybody exists there; `rolesOf` says what each may be. */
export async function startIdentityProvider(rolesOf: (name: string) => string[]) {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    issuer,
    /** Lets a Gantry at this address ask. */
    admit(gantryUrl: string): void {
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: clientId,
            client_secret: clientSecret,
            redirect_uris: [`${gantryUrl}/api/session/oidc/callback`],
          },
        ],
        claims: { openid: ["sub"], profile: ["preferred_username", "roles"] },
        conformIdTokenClaims: false,
        pkce: { required: () => true },
        cookies: { keys: ["a key for the cookies of the provider"] },
        findAccount: (_context, name) => ({
          accountId: name,
          claims: () => ({ sub: name, preferred_username: name, roles: rolesOf(name) }),
        }),
      });
      provider.on("server_error", (_context, error) => console.error(error));
      const handle = provider.callback();
      server.on("request", (request, response) => void handle(request, response));
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
