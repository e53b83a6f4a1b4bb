import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { listArtifacts } from "#lib/domain/list-artifacts.ts";
import { toImageResponse } from "../http/image-response.ts";
import { useFigur } from "../sources/figur/use-figur.ts";
import { openStore } from "../store/open-store.ts";
import { getJob } from "./get-job.ts";
import { openArtifact } from "./open-artifact.ts";

const ada = { name: "ada", role: "operator", address: null } as const;

async function useGallery() {
  const figur = await useFigur();
  const folder = await mkdtemp(join(tmpdir(), "gantry-artifacts-"));
  const store = await openStore(`file:${join(folder, "gantry.db")}`);
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const context = { store, sources: new Map([["figur", figur.source]]) };
  const open = async (id: string, fileId: string) => {
    const ref = { source: "figur", id } as const;
    const wanted = { fileId, nodeId: null };
    const opened = await openArtifact(context, ada, ref, wanted, new AbortController().signal);
    return await toImageResponse(opened, fileId);
  };
  const read = async (id: string) => (await getJob(context, { source: "figur", id })).job;
  return { ...figur, folder, open, read };
}

describe("the pictures of a job", () => {
  it("are those of its result and of its events, each file once", async () => {
    const { control, read } = await useGallery();
    const id = control.createJob({ status: "IN_PROGRESS" });
    const sketch = { role: "intermediate", kind: "preview", label: "Sketch" };
    control.advance(id, { event: "stage", stage: "pose", pictures: [sketch] });
    expect(listArtifacts(await read(id))).toMatchObject([
      { fileId: "event.2.0", role: "intermediate", label: "Sketch", url: null, media: "image" },
    ]);
    control.advance(id, { status: "SUCCESS", results: [sketch, { label: "Front" }] });
    control.advance(id, { event: "succeeded", pictures: [{ label: "Front" }] });
    await new Promise((resolve) => {
      setTimeout(resolve, 1_050);
    });
    expect(listArtifacts(await read(id)).map(({ fileId, label }) => [fileId, label])).toEqual([
      ["result.0", "Sketch"],
      ["result.1", "Front"],
    ]);
  });

  it("come through Gantry as images that no page can be made of", async () => {
    const { control, read, open } = await useGallery();
    const id = control.createJob({ status: "SUCCESS", results: [{ label: "Front" }] });
    await read(id);
    const response = await open(id, "result.0");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "content-disposition": `inline; filename="result.0"`,
      "x-content-type-options": "nosniff",
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect(Number(response.headers.get("content-length"))).toBe(bytes.byteLength);
  });

  it("are asked for at addresses known from the last read, and at fresh ones when those have died", async () => {
    const { control, read, open } = await useGallery();
    const results = [{ label: "Front" }, { label: "Back" }];
    const id = control.createJob({ status: "SUCCESS", results });
    control.advance(id, { event: "succeeded" });
    await read(id);
    const before = control.requests(id);
    await open(id, "result.0");
    expect(control.requests(id)).toMatchObject({ get: before.get, events: before.events });
    control.expireUrls();
    expect((await open(id, "result.0")).headers.get("content-type")).toBe("image/png");
    expect(control.requests(id).get).toBe(before.get + 1);
    await open(id, "result.1");
    expect(control.requests(id).get).toBe(before.get + 1);
  });

  it("that are all asked for at once, with dead addresses, cost one read of the job", async () => {
    const { control, read, open } = await useGallery();
    const results = Array.from({ length: 8 }, (_, index) => ({ label: `View ${index}` }));
    const id = control.createJob({ status: "SUCCESS", results });
    control.advance(id, { event: "succeeded" });
    await read(id);
    const before = control.requests(id).get;
    control.expireUrls();
    await Promise.all(results.map((_, index) => open(id, `result.${index}`)));
    expect(control.requests(id).get - before).toBeLessThanOrEqual(2);
  });

  it("of an event are found again by its number", async () => {
    const { control, read, open } = await useGallery();
    const id = control.createJob({ status: "IN_PROGRESS" });
    control.advance(id, { event: "stage", pictures: [{}, { label: "Second" }] });
    await read(id);
    control.expireUrls();
    expect((await open(id, "event.2.1")).headers.get("content-type")).toBe("image/png");
  });

  it("are nowhere in the store: no address, no signature", async () => {
    const { control, read, open, folder, url } = await useGallery();
    const meta = { thumbnail: `${url}/pictures/thumb.png?X-Amz-Signature=5e11`, width: 1.5 };
    const id = control.createJob({ status: "SUCCESS", results: [{ label: "Front", meta }] });
    control.advance(id, { event: "succeeded", pictures: [{ label: "Front" }] });
    await read(id);
    await open(id, "result.0");
    for (const name of await readdir(folder)) {
      const stored = (await readFile(join(folder, name))).toString("latin1");
      expect(stored).not.toMatch(/X-Amz|image_url":"http|front\.png/);
    }
  });

  it.each([
    ["refused at a fresh address", { kind: "status", status: 403 }, "upstream_forbidden", 403],
    ["gone", { kind: "status", status: 404 }, "file_not_found", 404],
    ["broken at the store", { kind: "status", status: 500 }, "upstream_error", 500],
    ["a web page", { kind: "html", status: 200 }, "upstream_invalid", undefined],
    ["no image", { kind: "garbage" }, "upstream_invalid", undefined],
    ["cut off before it began", { kind: "refuse" }, "upstream_unavailable", undefined],
  ] as const)("that are %s are told apart", async (_, fault, code, status) => {
    const { control, read, open } = await useGallery();
    const id = control.createJob({ status: "SUCCESS", results: [{}] });
    await read(id);
    control.fault({ ...fault, route: "image" });
    await expect(open(id, "result.0")).rejects.toMatchObject({
      code,
      ...(status !== undefined && { upstream: { status } }),
    });
  });

  it("that lie inside the network are not fetched, save from the upstream's own address", async () => {
    const { control, read, open } = await useGallery();
    const id = control.createJob({ status: "SUCCESS" });
    const addresses = [
      "http://127.0.0.1:1/a.png",
      "https://169.254.169.254/latest",
      "https://[::1]/x",
    ];
    const result = addresses.map((address) => `{"image_url":"${address}"}`).join(",");
    control.putRaw("get", id, `{"public_id":"${id}","status":"SUCCESS","result":[${result}]}`);
    await read(id);
    for (const place of addresses.keys())
      await expect(open(id, `result.${place}`)).rejects.toMatchObject({ code: "upstream_invalid" });
  });

  it("of other jobs, or of none, are not found, whatever is asked for", async () => {
    const { control, read, open } = await useGallery();
    const id = control.createJob({ status: "SUCCESS", results: [{}] });
    await read(id);
    for (const fileId of ["result.1", "event.1.0", "../x", "http://127.0.0.1/", ""])
      await expect(open(id, fileId)).rejects.toMatchObject({ code: "file_not_found" });
  });
});
