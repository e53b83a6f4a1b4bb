import "server-only";
import { onTestFinished } from "vitest";
import { startSandbox, type SandboxOptions } from "#lib/sandbox/start-sandbox.ts";
import { createFigurSource } from "./figur-source.ts";

export const figurKey = "sk_test_5b1d9a02";

/** Test rig: Figur's API on a real socket, without jobs of its own, and the source that speaks to it. */
export async function startFigur(options: SandboxOptions = {}) {
  const quiet = { jobs: 0, live: false, requestsPerMinute: 0 };
  const sandbox = await startSandbox({ apiKey: figurKey, ...quiet, ...options });
  const { url, control } = sandbox.figur;
  const createSource = (apiKey = figurKey, at = url) =>
    createFigurSource({ url: at, apiKey, headersTimeoutMs: 1_200 });
  return { url, control, source: createSource(), createSource, close: () => sandbox.close() };
}

/** As `startFigur`, closed when the test ends. */
export async function useFigur(options: SandboxOptions = {}) {
  const figur = await startFigur(options);
  onTestFinished(() => figur.close());
  return figur;
}
