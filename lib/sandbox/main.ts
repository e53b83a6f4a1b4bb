import { z } from "zod";
import { startSandbox } from "./start-sandbox.ts";

const wholeNumber = z.string().regex(/^\d+$/, "must be a whole number").transform(Number);

const settingsSchema = z.object({
  SANDBOX_PORT: wholeNumber.pipe(z.number().max(65_535)).default(4010),
  SANDBOX_JOBS: wholeNumber.default(3_000),
  SANDBOX_SEED: wholeNumber.default(1),
  SANDBOX_REQUESTS: wholeNumber.default(300),
  SANDBOX_CONTROL: z.enum(["0", "1"]).default("0"),
});

const settings = settingsSchema.safeParse(process.env);
if (settings.success) {
  const { SANDBOX_PORT, SANDBOX_JOBS, SANDBOX_SEED, SANDBOX_REQUESTS, SANDBOX_CONTROL } =
    settings.data;
  startSandbox({
    port: SANDBOX_PORT,
    jobs: SANDBOX_JOBS,
    seed: SANDBOX_SEED,
    requestsPerMinute: SANDBOX_REQUESTS,
    control: SANDBOX_CONTROL === "1",
  }).then(
    ({ url, apiKey }) => console.log(`Sandbox at ${url}, key ${apiKey}`),
    (error: unknown) => stop(error instanceof Error ? error.message : String(error)),
  );
} else {
  stop(
    settings.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
  );
}

function stop(reason: string): void {
  console.error(`The sandbox cannot start: ${reason}`);
  process.exitCode = 1;
}
