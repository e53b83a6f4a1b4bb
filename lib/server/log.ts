import "server-only";
import pino from "pino";
import { readSettings } from "./env.ts";

/** JSON lines on stdout. Nothing that could hold a key (headers, URLs with queries, bodies) is ever passed in. */
export const log = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  level: readSettings().LOG_LEVEL,
});
