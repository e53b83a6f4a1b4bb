import { type JsonValue, RawJson } from "../../json-text.ts";
import { Random, mixSeed } from "../../random.ts";
import type { JobPlan } from "../job-plan.ts";
import { findProject, projects } from "./projects.ts";

type Change = readonly [category: string, description: string];

const changes: readonly [Change, ...Change[]] = [
  ["architectural", "Door D-114 moved 600 mm towards the corridor."],
  ["architectural", "Partition between rooms 2.14 and 2.15 removed."],
  ["structural", "Column grid line 7 shifted by 150 mm."],
  ["structural", "Beam B12 replaced by a deeper section."],
  ["mechanical", "Supply duct rerouted around the shaft."],
  ["annotation", "Room tag renumbered."],
  ["annotation", "Revision cloud added at the stair."],
];

const symbols = [
  "Wall-mounted light",
  "Smoke detector",
  "Fire door",
  "Floor drain",
  "Socket, double",
] as const;

/** What a completed job found; undefined where its type answers nothing. */
export function resultsOf(plan: JobPlan): JsonValue | undefined {
  if (plan.script) return plan.script.results;
  const random = new Random(mixSeed(plan.seed, 5));
  const bucket = (findProject(plan.projectId) ?? projects[0]).bucket;
  switch (plan.type) {
    case "overlay.generate":
      return { overlay: overlayOf(random, bucket), changes: changesOf(random, random.int(0, 4)) };
    case "overlay.change.detect":
      return {
        overlay: { ...overlayOf(random, bucket), overlay_id: plan.target?.id ?? null },
        changes: changesOf(random, random.int(1, 24)),
      };
    case "drawing.preprocess":
      return {
        sheets: plan.parts,
        failed_sheets: plan.failedParts,
        manifest_uri: `gs://bedrock-${bucket}/manifests/${random.base32(10).toLowerCase()}.json`,
      };
    case "sheet.preprocess":
      return {
        raster: {
          uri: `https://cdn.bedrock.cv/sheets/${random.base32(12).toLowerCase()}.png`,
          width: 200 * random.int(24, 60),
          height: 200 * random.int(18, 42),
        },
        blocks: Array.from({ length: random.int(1, 9) }, () => random.id("blk")),
      };
    case "parse":
    case "legend_parse":
      return parseResultsOf(random, bucket);
    case "symbol_match":
    case "symbol_aggregate":
      return {
        instances: random.int(0, 60),
        best_score: decimal(0.8 + random.next() * 0.2),
        heatmap_uri: `gs://bedrock-${bucket}/heatmaps/${random.base32(10).toLowerCase()}.tif`,
      };
    default:
      return undefined;
  }
}

function overlayOf(random: Random, bucket: string) {
  const name = random.base32(12).toLowerCase();
  const uri = random.chance(0.6)
    ? `https://cdn.bedrock.cv/overlays/${name}.png`
    : `gs://bedrock-${bucket}/overlays/${name}.png`;
  return { overlay_id: random.id("ovl"), uri, score: decimal(0.7 + random.next() * 0.3) };
}

function changesOf(random: Random, count: number): JsonValue {
  return Array.from({ length: count }, () => {
    const [category, description] = random.pick(changes);
    const [x, y] = [random.int(0, 9000), random.int(0, 6000)];
    const bounds = {
      x_min: x,
      y_min: y,
      x_max: x + random.int(20, 900),
      y_max: y + random.int(20, 700),
    };
    return { category, description, bounds, severity: random.pick(["low", "medium", "high"]) };
  });
}

function parseResultsOf(random: Random, bucket: string): JsonValue {
  const found = symbols.slice(0, random.int(2, symbols.length)).map((label, index) => ({
    code: `S${index + 1}`,
    label,
    instances: random.int(0, 140),
  }));
  return {
    legend: found.map(({ code, label }) => ({
      code,
      label,
      image_uri: `gs://bedrock-${bucket}/legend/${random.base32(8).toLowerCase()}.png`,
    })),
    symbols: found.map(({ code, instances }) => ({
      code,
      instances,
      score: decimal(random.next()),
    })),
    summary: {
      total_symbols_searched: found.length,
      total_instances_found: found.reduce((sum, each) => sum + each.instances, 0),
    },
  };
}

/** Four decimals, trailing zeros kept. */
function decimal(value: number): RawJson {
  return new RawJson(value.toFixed(4));
}
