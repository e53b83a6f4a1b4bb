import { expect, test } from "vitest";
import { toImageResponse } from "./image-response.ts";

const toBody = (pieces: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(Buffer.from(piece, "latin1"));
      controller.close();
    },
  });

test("a picture whose first piece is empty comes whole", async () => {
  const body = toBody(["", "pic", "ture"]);
  const answer = await toImageResponse({ body, contentType: "image/png", bytes: null }, "a.png");
  expect(await answer.text()).toBe("picture");
});

test("what is called no image is known by its first bytes, however small the pieces they come in", async () => {
  const png = "\u0089PNG\r\n\u001a\n and all the rest";
  const file = { contentType: "application/octet-stream", bytes: null };
  const answer = await toImageResponse({ ...file, body: toBody(png.split("")) }, "a.png");
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await answer.arrayBuffer()).toString("latin1")).toBe(png);
  await expect(
    toImageResponse({ ...file, body: toBody(["no", " image"]) }, "a.png"),
  ).rejects.toMatchObject({ code: "upstream_invalid" });
});
