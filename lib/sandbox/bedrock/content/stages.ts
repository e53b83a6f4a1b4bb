const maxSteps = 24;

const stages: Record<string, readonly string[]> = {
  "overlay.generate": [
    "Loading blocks",
    "Detecting features",
    "Matching blocks",
    "Estimating transform",
    "Warping the old block",
    "Compositing overlay",
    "Uploading overlay",
  ],
  "overlay.change.detect": [
    "Reading overlay",
    "Segmenting differences",
    "Grouping changes",
    "Describing changes",
    "Scoring severity",
  ],
  "sheet.preprocess": [
    "Rasterizing",
    "Deskewing",
    "Finding the title block",
    "Splitting into blocks",
  ],
  legend_parse: ["Locating the legend", "Reading symbols", "Reading descriptions"],
};

/** What a job says while it runs, in order; a parent counts its children, some types say nothing. */
export function stageMessages(type: string, parts: number): readonly string[] {
  const own = stages[type] ?? [];
  if (parts < 2) return own;
  const noun = type === "drawing.preprocess" ? "sheet" : type === "parse" ? "legend" : "symbol";
  const stride = Math.ceil(parts / maxSteps);
  const counted: string[] = [];
  for (let part = 1; part <= parts; part += stride) {
    counted.push(`Processing ${noun} ${part} of ${parts}`);
  }
  return [...own, ...counted];
}
