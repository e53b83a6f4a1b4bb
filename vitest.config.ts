import { defineConfig } from "vitest/config";

export default defineConfig({
  ssr: { resolve: { conditions: ["react-server", "node", "import", "default"] } },
  resolve: { conditions: ["react-server", "node", "import", "default"] },
  test: {
    include: ["{lib,components,app}/**/*.test.{ts,tsx}"],
    testTimeout: 20_000,
    reporters: ["default"],
  },
});
