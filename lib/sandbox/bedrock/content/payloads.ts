import { type JsonValue, RawJson } from "../../json-text.ts";
import { Random, mixSeed } from "../../random.ts";
import type { JobPlan } from "../job-plan.ts";
import { sheetNumber } from "./failures.ts";
import { findProject, projects } from "./projects.ts";

type Payload = { readonly [key: string]: JsonValue };

/** What the job was asked to do. */
export function payloadOf(plan: JobPlan): JsonValue {
  if (plan.script) return plan.script.payload;
  const random = new Random(mixSeed(plan.seed, 4));
  const project = findProject(plan.projectId);
  const { bucket: folder } = project ?? projects[0];
  const bucket = `gs://bedrock-${folder}`;
  const own = byType(plan, random, bucket);
  if (plan.parentId !== null) return own;
  return {
    ...own,
    ...(project && { project: { id: project.id, name: project.name } }),
    ...(random.chance(0.7) && {
      callback: {
        url: `https://hooks.example.com/bedrock/${folder}`,
        callback_token: `cbt_${random.base32(32).toLowerCase()}`,
      },
    }),
    requested_at: new Date(plan.createdAt - random.int(40, 900)).toISOString(),
    trace: {
      trace_id: BigInt(random.digits(19)),
      span_id: BigInt(random.digits(18)),
      sampled: true,
    },
  };
}

function byType(plan: JobPlan, random: Random, bucket: string): Payload {
  switch (plan.type) {
    case "overlay.generate":
      return {
        type: "Block",
        old_id: random.id("blk"),
        new_id: random.id("blk"),
        old_uri: `${bucket}/blocks/${random.base32(8).toLowerCase()}.png`,
        new_uri: `${bucket}/blocks/${random.base32(8).toLowerCase()}.png`,
        options: {
          alignment: random.pick(["features", "grid", "title_block"]),
          tolerance: fixed(random.next() * 0.3 + 0.7, 4),
          max_shift_px: random.int(4, 40) * 16,
          colors: { removed: "#d64545", added: "#2f7de1" },
          keep_grid: random.chance(0.5),
        },
      };
    case "overlay.change.detect":
      return {
        overlay_id: plan.target?.id ?? null,
        categories: ["architectural", "structural", "annotation"],
        min_area_px: random.int(40, 400),
        threshold: fixed(random.next(), 4),
      };
    case "drawing.preprocess":
      return {
        file_id: random.id("fil"),
        source_uri: `${bucket}/uploads/${random.base32(10).toLowerCase()}.pdf`,
        file: {
          name: `${random.pick(["IFC", "Tender", "Permit"])} set rev ${random.int(1, 9)}.pdf`,
          bytes: random.int(2_000_000, 900_000_000),
          crc64: BigInt(`1${random.digits(18)}`),
          pages: plan.parts,
        },
        dpi: random.pick([150, 200, 300]),
      };
    case "sheet.preprocess":
      return {
        sheet_id: plan.target?.id ?? null,
        number: sheetNumber(random),
        page: random.int(1, 400),
        scale: `1:${random.pick([20, 50, 100, 200])}`,
        rotation: random.pick([0, 0, 0, 90, 270]),
        skew_degrees: fixed(random.next() * 1.4 - 0.7, 4),
      };
    case "parse":
      return {
        drawing_id: plan.target?.id ?? null,
        legends: plan.parts,
        scopes: ["legend", "symbols", "counts"],
        confidence: fixed(0.6 + random.next() * 0.35, 3),
        notify: null,
      };
    case "legend_parse":
      return {
        legend_block_id: plan.target?.id ?? null,
        image_uri: `${bucket}/legends/${random.base32(8).toLowerCase()}.png`,
        columns: random.pick([1, 2, 3]),
        languages: ["en"],
        min_confidence: fixed(0.5 + random.next() * 0.4, 3),
      };
    default:
      return {
        block_id: plan.target?.id ?? null,
        template_uri: `${bucket}/templates/${random.base32(8).toLowerCase()}.png`,
        symbol: { code: `${random.pick(["WD", "FD", "EX", "LT", "SP"])}${random.int(1, 40)}` },
        scales: [fixed(0.95, 2), fixed(1, 2), fixed(1.05, 2)],
        min_score: fixed(0.8 + random.next() * 0.1, 4),
      };
  }
}

/** Keeps its trailing zeros: 0.8250. */
function fixed(value: number, decimals: number): RawJson {
  return new RawJson(value.toFixed(decimals));
}
