import { createServer, type RequestListener } from "node:http";
import { onTestFinished } from "vitest";
import { ProblemError } from "#lib/domain/problem.ts";
import { createRequestBudget } from "./request-budget.ts";
import { createUpstreamClient, type UpstreamClientSettings } from "./upstream-client.ts";

export const apiKey = "sk_test_6f1d2c9a";

/** An upstream that answers like that until the test ends; its address. */
export async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

export function createClient(url: string, more: Partial<UpstreamClientSettings> = {}) {
  return createUpstreamClient({
    label: "Bedrock",
    url,
    headers: { authorization: `Bearer ${apiKey}` },
    secrets: [apiKey],
    budget: createRequestBudget({ label: "Bedrock" }),
    retryDelayMs: 1,
    ...more,
  });
}

export async function catchProblem(work: Promise<unknown>): Promise<ProblemError> {
  const error = await work.then(
    () => new Error("it did not fail"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw error;
  return error;
}

export const person = { priority: "person" } as const;
