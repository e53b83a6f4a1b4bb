import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const build = path.resolve(import.meta.dirname, "../../.next");
const manifest = z.record(z.string(), z.string());
/** What the front answers by itself, before Next. */
const frontRoutes = ["/api/live"];

export type AppRoute = {
  /** As the build lists it: `/jobs/[source]/[id]`. */
  pattern: string;
  /** With every parameter filled in. */
  address: string;
  isPage: boolean;
};

/** Every page and every route handler that the build holds, by its own list, for a job where one is named. */
export function listRoutes(id: string): AppRoute[] {
  const text = readFileSync(path.join(build, "app-path-routes-manifest.json"), "utf8");
  const listed = Object.entries(manifest.parse(JSON.parse(text))).map(([file, pattern]) => ({
    pattern,
    address: toAddress(pattern, id),
    isPage: file.endsWith("/page"),
  }));
  const front = frontRoutes.map((pattern) => ({ pattern, address: pattern, isPage: false }));
  return [...listed, ...front];
}

export function listAddresses(id: string): { pages: string[]; api: string[] } {
  const routes = listRoutes(id);
  const toAddresses = (isPage: boolean) =>
    routes.filter((route) => route.isPage === isPage).map(({ address }) => address);
  return { pages: toAddresses(true), api: toAddresses(false) };
}

function toAddress(pattern: string, id: string): string {
  return pattern
    .replace("[source]", "bedrock")
    .replace("[id]", id)
    .replaceAll(/\[\[?(?:\.\.\.)?\w+\]\]?/g, "x");
}
