import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "../..");
const manifest = z.record(z.string(), z.string());
/** What the front answers by itself, before Next. */
const frontRoutes = ["/api/live", "/api/health"];
/** What Next answers beside the pages of the app. */
const nextRoutes = [
  ...["/_next/image", "/_next/data/x.json", "/_next/webpack-hmr", "/_next/server/app/page.js"],
  ...["/__nextjs_original-stack-frame", "/_error", "/_document", "/404", "/_global-error"],
];

export type AppRoute = {
  /** As the build lists it: `/jobs/[source]/[id]`. */
  pattern: string;
  /** With every parameter filled in. */
  address: string;
  kind: "page" | "handler" | "front" | "next" | "file";
};

/** Every page and every route handler that the build holds, by its own list, for a job where one is named. */
export function listRoutes(id: string, source = "bedrock"): AppRoute[] {
  const listed = readManifest(".next/app-path-routes-manifest.json").map(([file, pattern]) => {
    const kind = file.endsWith("/page") ? ("page" as const) : ("handler" as const);
    return { pattern, kind, address: toAddress(pattern, source, id) };
  });
  return [...listed, ...frontRoutes.map((each) => toRoute(each, "front"))];
}

/** What else is at an address of its own: what Next brings along, and the files of `public`. */
export function listOtherRoutes(): AppRoute[] {
  const pages = readManifest(".next/server/pages-manifest.json").map(([pattern]) => pattern);
  const next = [...new Set([...nextRoutes, ...pages])].map((each) => toRoute(each, "next"));
  const files = readdirSync(path.join(root, "public"), { recursive: true, encoding: "utf8" });
  return [...next, ...files.map((file) => toRoute(`/${file}`, "file"))];
}

const toRoute = (pattern: string, kind: AppRoute["kind"]) => ({ pattern, kind, address: pattern });

function readManifest(file: string): [string, string][] {
  return Object.entries(manifest.parse(JSON.parse(readFileSync(path.join(root, file), "utf8"))));
}

function toAddress(pattern: string, source: string, id: string): string {
  return pattern
    .replace("[source]", source)
    .replace("[id]", id)
    .replaceAll(/\[\[?(?:\.\.\.)?\w+\]\]?/g, "x");
}
