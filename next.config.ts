import type { NextConfig } from "next";

const config: NextConfig = {
  reactCompiler: true,
  reactStrictMode: true,
  poweredByHeader: false,
  // TypeScript 7 has no compiler API for Next to call; `npm run check` runs it instead.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["better-sqlite3", "pino", "prom-client"],
  // Titles and descriptions arrive inside the first HTML, also for readers without JavaScript.
  htmlLimitedBots: /.*/,
};

export default config;
