import "server-only";
import { existsSync, readFileSync } from "node:fs";
import { processWide } from "./process-wide.ts";

const buildIdFile = ".next/BUILD_ID";

/** Which build this is: a tab of another one knows that it is old. Null before there is a build. */
export function readVersion(): string | null {
  return processWide("version", () =>
    existsSync(buildIdFile) ? readFileSync(buildIdFile, "utf8").trim() : null,
  );
}
