import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import DiffResult from "./diff-result.tsx";

test.each([
  [32_000_000, "Comparing… "],
  [45_000_000, "Compare 45 MB"],
  [230_000_000, "230 MB together are more than this page compares."],
])("of documents with %d bytes it says: %s", (bytes, said) => {
  const html = renderToStaticMarkup(<DiffResult part="payload" a="/a" b="/b" bytes={bytes} />);
  expect(html).toContain(said);
});
