import { defineConfig } from "vitest/config";

/** `lib/server` begins with `server-only`, which throws unless this condition is set. */
const serverConditions = ["react-server", "node"];

const store = "lib/server/store/**/*.test.ts";
const setup = "lib/server/store/test-postgres.ts";

const lib = {
  ssr: { resolve: { conditions: serverConditions } },
  resolve: { conditions: serverConditions },
};

/** The store's whole suite runs on each database, but for `*.sqlite.test.ts` and `*.postgres.test.ts`. */
export default defineConfig({
  test: {
    testTimeout: 40_000,
    // Much of a test is waiting; left alone, a machine of two cores runs one file at a time.
    maxWorkers: 2,
    projects: [
      { ...lib, test: { name: "lib", include: ["lib/**/*.test.ts"], exclude: [store] } },
      {
        ...lib,
        test: {
          name: "sqlite",
          include: [store],
          exclude: ["**/*.postgres.test.ts"],
          provide: { database: "sqlite" },
        },
      },
      {
        ...lib,
        test: {
          name: "postgres",
          include: [store],
          exclude: ["**/*.sqlite.test.ts"],
          globalSetup: [setup],
          provide: { database: "postgres" },
        },
      },
      { test: { name: "components", include: ["components/**/*.test.{ts,tsx}"] } },
    ],
  },
});
