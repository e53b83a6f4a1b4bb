import type { JsonValue } from "../../json-text.ts";
import { Random, mixSeed } from "../../random.ts";
import type { JobPlan } from "../job-plan.ts";

const garments = [
  "linen shirt",
  "denim jacket",
  "pleated skirt",
  "wool coat",
  "silk blouse",
] as const;
const scenes = ["studio, soft light", "beach at dusk", "concrete loft", "autumn park"] as const;

/** What a job was asked to do; for some jobs the server does not tell. */
export function requestOf(plan: JobPlan): JsonValue {
  if (plan.script) return plan.script.request;
  const random = new Random(mixSeed(plan.seed, 21));
  if (random.chance(0.08)) return null;
  return {
    product: {
      sku: `SKU-${random.digits(6)}`,
      name: random.pick(garments),
      image_id: random.id("img"),
    },
    model: { id: random.id("mdl"), height_cm: random.int(160, 188), pose: "standing" },
    background: random.pick(scenes),
    output: { width: 480, height: 600, count: random.int(1, 4), format: "png" },
    guidance: Math.round(random.next() * 100) / 10,
    seed: random.int(1, 2 ** 31 - 1),
  };
}
