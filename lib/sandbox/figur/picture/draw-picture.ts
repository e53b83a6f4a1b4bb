import { Random } from "../../random.ts";
import { Canvas, mix, type Rgb } from "./canvas.ts";
import { encodePng } from "./encode-png.ts";

type Size = { width: number; height: number };

const garments: [Rgb, ...Rgb[]] = [
  [178, 58, 72],
  [38, 84, 124],
  [232, 185, 78],
  [64, 115, 88],
  [122, 92, 148],
  [54, 56, 66],
];
const skins: [Rgb, ...Rgb[]] = [
  [240, 205, 178],
  [214, 162, 122],
  [160, 108, 74],
  [98, 66, 48],
];
const skies: [Rgb, ...Rgb[]] = [
  [222, 230, 238],
  [240, 228, 214],
  [214, 228, 216],
  [230, 222, 236],
];
const grey: Rgb = [148, 152, 160];
const paper: Rgb = [236, 237, 240];

type Subject = { person: number; pose: number; isDraft: boolean };

/** A person in a garment in a pose, each drawn from a number; a draft is a grey mannequin. */
export function drawPicture({ person, pose, isDraft }: Subject, { width, height }: Size): Buffer {
  const random = new Random(person);
  const sky = isDraft ? paper : random.pick(skies);
  const skin = isDraft ? grey : random.pick(skins);
  const garment = isDraft ? mix(grey, paper, 0.25) : random.pick(garments);
  const shade = mix(garment, [0, 0, 0], 0.35);
  const isLong = random.chance(0.5);
  const posing = new Random(pose);
  const lean = (posing.next() - 0.5) * 0.09;
  const stance = posing.next() * 0.05;
  const middle = width / height / 2;

  const canvas = new Canvas(width, height);
  canvas.fill(sky, mix(sky, [90, 96, 110], isDraft ? 0.15 : 0.4));
  canvas.ellipse([middle, 0.94], [0.24, 0.025], [40, 42, 50], 0.35);
  for (const side of [-1, 1]) {
    const hip = middle + side * 0.05;
    const foot = middle + side * (0.06 + stance) + lean;
    canvas.limb([hip, 0.58], [foot, 0.9], [0.042, 0.026], isLong ? shade : skin);
    canvas.limb([foot, 0.925], [foot + side * 0.02, 0.93], [0.022, 0.018], [44, 44, 52]);
    const elbow = middle + side * (0.15 + posing.next() * 0.06);
    canvas.limb([middle + side * 0.1, 0.29], [elbow, 0.45], [0.034, 0.024], garment);
    canvas.limb(
      [elbow, 0.45],
      [elbow + side * (posing.next() * 0.12 - 0.08), 0.48 + posing.next() * 0.1],
      [0.023, 0.016],
      skin,
    );
  }
  canvas.limb([middle, 0.18], [middle, 0.26], [0.026, 0.03], skin);
  canvas.limb([middle, 0.31], [middle, 0.56], [0.105, isLong ? 0.1 : 0.145], garment);
  canvas.limb([middle, 0.27], [middle, 0.3], [0.03, 0.02], skin);
  canvas.limb([middle, 0.36], [middle, 0.6], [0.004, 0.004], shade);
  canvas.ellipse([middle + lean / 2, 0.135], [0.055, 0.07], skin);
  canvas.ellipse([middle + lean / 2, 0.095], [0.06, 0.045], mix(skin, [30, 20, 20], 0.75));
  if (isDraft) canvas.hatch(36, [120, 124, 132], 0.08);
  return encodePng(canvas.rgb, width, height);
}
