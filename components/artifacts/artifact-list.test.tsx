import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Artifact } from "#lib/domain/job.ts";
import { toArtifactEnd } from "#lib/domain/list-artifacts.ts";
import { ArtifactList } from "./artifact-list.tsx";
import { describeEnd } from "./describe-end.ts";

const signedAt = Date.UTC(2026, 0, 2, 3, 4, 5);
const address = "https://b.s3.amazonaws.com/a.pdf?X-Amz-Date=20260102T030405Z&X-Amz-Expires=60";

function render(url: string, now: number): string {
  const artifact: Artifact = {
    ...{ kind: "sheets", role: null, label: null, url },
    ...{ fileId: null, nodeId: null },
  };
  const drawEnd = (each: Artifact) => {
    const at = toArtifactEnd(each, {});
    return at !== null && describeEnd(at, now, "UTC");
  };
  return renderToStaticMarkup(
    <ArtifactList artifacts={[artifact]} toPath={() => null} drawEnd={drawEnd} />,
  );
}

test("an address that tells its end tells it to the reader", () => {
  expect(render(address, signedAt)).toContain("upstream’s link expires 03:05:05");
  expect(render(address, signedAt + 60_000)).toContain("upstream’s link expired 03:05:05");
  expect(render(address, signedAt + 86_400_000)).toContain("expired 2026-01-02 03:05:05");
  expect(render("https://b/a.pdf", signedAt)).not.toContain("link");
});

test("an address whose signature is masked is shown and leads nowhere", () => {
  expect(render(address, signedAt)).toContain('href="https://b.s3');
  const masked = render(`${address}&X-Amz-Signature=[masked]`, signedAt);
  expect(masked).toContain("Signature=[masked]");
  expect(masked).not.toContain("href");
});
