import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { JobTree } from "#lib/domain/tree/job-tree.ts";
import { zeroCounts } from "#lib/domain/job.ts";
import { familySlotId, JobFamily } from "./job-family.tsx";

function buildTree(unasked: number): JobTree {
  const counts = { ...zeroCounts(), succeeded: 29 };
  const children = { ...zeroCounts(), succeeded: 20 };
  const state = { cut: null, reading: "over", againMs: null, readAt: 1, problem: null } as const;
  return { data: [], meta: { total: 29, counts, children, unasked, ...state } };
}

const read = (tree: JobTree | null) => renderToStaticMarkup(<JobFamily tree={tree} />);
const toText = (html: string) => html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");

test("a count that may still grow is marked where the server draws it", () => {
  expect(toText(read(buildTree(26)))).toContain("20 20 succeeded, 9 further down so far");
  expect(toText(read(buildTree(0)))).not.toContain("so far");
});

test("the place where the open page puts what it learns is there from the start, and empty", () => {
  for (const tree of [null, buildTree(1)])
    expect(read(tree)).toContain(
      `<div id="${familySlotId}" class="peer min-w-0 empty:hidden"></div>`,
    );
});
