export type Refusal = "blocked" | "unsupported";

/** Why nobody can be notified, for the button that was asked to. */
export const refusals: Record<Refusal, string> = {
  blocked: "Blocked by the browser",
  unsupported: "Needs HTTPS and a browser that notifies",
};
