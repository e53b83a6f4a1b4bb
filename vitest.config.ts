import { defineConfig } from "vitest/config";

/** `lib/server` begins with `server-only`, which throws unless this condition is set. */
const serverConditions = ["react-server", "node", "import", "default"];

export default defineConfig({
  test: {
    testTimeout: 20_000,
    projects: [
      {
        ssr: { resolve: { conditions: serverConditions } },
        resolve: { conditions: serverConditions },
        test: { name: "lib", include: ["lib/**/*.test.ts"] },
      },
      { test: { name: "components", include: ["components/**/*.test.{ts,tsx}"] } },
    ],
  },
});
