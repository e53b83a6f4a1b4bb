import { saveFile } from "./save-file.ts";

const scale = 2;
const headPx = 52;
const marginPx = 16;
const drawn = ["fill", "stroke", "font-size", "font-family", "font-weight", "opacity"];

type Words = { title: string; caption: string; fileName: string };

/** The chart as it is on screen, with its title and its axes in words. */
export async function savePng(svg: SVGSVGElement, words: Words): Promise<void> {
  const { width, height } = svg.getBoundingClientRect();
  const image = await toImage(svg);
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * marginPx) * scale;
  canvas.height = (height + headPx + marginPx) * scale;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot draw pictures.");
  context.scale(scale, scale);
  drawHead(context, words, canvas.width);
  context.drawImage(image, marginPx, headPx, width, height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  if (blob) saveFile(blob, `${words.fileName}.png`);
}

function drawHead(context: CanvasRenderingContext2D, words: Words, width: number): void {
  const style = getComputedStyle(document.body);
  const { canvas } = context;
  const token = (name: string) => resolveColor(style.getPropertyValue(name));
  context.fillStyle = token("--surface");
  context.fillRect(0, 0, width, canvas.height);
  context.fillStyle = token("--text");
  context.font = `600 15px ${style.fontFamily}`;
  context.fillText(words.title, marginPx, 22);
  context.fillStyle = token("--muted");
  context.font = `12px ${style.fontFamily}`;
  context.fillText(words.caption, marginPx, 41);
}

/** A token is written for both themes; an element says which one holds. */
function resolveColor(token: string): string {
  const probe = document.createElement("i");
  probe.style.color = token;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** A picture knows nothing of the page's styles, so each element takes its own along. */
async function toImage(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error("The chart is no drawing.");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const originals = svg.querySelectorAll<SVGElement>("*");
  for (const [index, element] of copy.querySelectorAll<SVGElement>("*").entries()) {
    const original = originals[index];
    if (!original) continue;
    const style = getComputedStyle(original);
    for (const name of drawn) element.style.setProperty(name, style.getPropertyValue(name));
  }
  const text = new XMLSerializer().serializeToString(copy);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  return image;
}
