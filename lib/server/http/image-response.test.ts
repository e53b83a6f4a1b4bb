import { expect, test } from "vitest";
import { toImageResponse } from "./image-response.ts";

test("a picture whose first piece is empty comes whole", async () => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of ["", "pic", "ture"]) controller.enqueue(Buffer.from(piece));
      controller.close();
    },
  });
  const answer = await toImageResponse({ body, contentType: "image/png", bytes: null }, "a.png");
  expect(await answer.text()).toBe("picture");
});
