import { createRoot } from "react-dom/client";
import { collapseAllNested, JsonView } from "react-json-view-lite";
import "react-json-view-lite/dist/index.css";

/** The same text in the viewer that most dashboards take, its nested levels folded as its authors advise. */
const response = await fetch("/payload.json");
const data: object = await response.json();
const root = document.querySelector("#root");
if (root)
  createRoot(root).render(
    <JsonView data={data} shouldExpandNode={collapseAllNested} clickToExpandNode />,
  );
