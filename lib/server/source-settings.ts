import "server-only";
import type { Settings } from "./env.ts";
import { explainListening } from "./explain-listening.ts";
import type { SourceSettings } from "./sources/registry.ts";

/** Which sources are on and where they are. Without any key it starts the sandbox, and all are there. */
export async function toSourceSettings(settings: Settings): Promise<SourceSettings> {
  const stallMs = settings.STREAM_STALL_MS;
  const apiVersion = settings.BEDROCK_API_VERSION;
  if (settings.sandbox) {
    // oxlint-disable-next-line no-restricted-imports -- the one place where Gantry plays its own upstream
    const { startSandbox } = await import("#lib/sandbox/start-sandbox.ts");
    const sandbox = await startSandbox({
      port: settings.SANDBOX_PORT,
      control: settings.SANDBOX_CONTROL === "1",
      jobs: settings.SANDBOX_JOBS,
      seed: settings.SANDBOX_SEED,
      requestsPerMinute: settings.SANDBOX_REQUESTS,
    }).catch((error: unknown) => {
      const { SANDBOX_PORT: port } = settings;
      throw explainListening(error, { port, portSetting: "SANDBOX_PORT", host: "127.0.0.1" });
    });
    const { url, apiKey } = sandbox;
    return {
      bedrock: { url, apiKey, apiVersion },
      unstructured: { url: `${url}/unstructured`, apiKey },
      figur: { url: `${url}/figur`, apiKey },
      stallMs,
    };
  }
  const bedrock = toAccess(settings.BEDROCK_API_URL, settings.BEDROCK_API_KEY);
  return {
    bedrock: bedrock && { ...bedrock, apiVersion },
    unstructured: toAccess(settings.UNSTRUCTURED_API_URL, settings.UNSTRUCTURED_API_KEY),
    figur: toAccess(settings.FIGUR_API_URL, settings.FIGUR_API_KEY),
    stallMs,
  };
}

function toAccess(url: string, apiKey: string | undefined) {
  return apiKey === undefined ? null : { url, apiKey };
}
