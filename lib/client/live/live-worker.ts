import { createTabHub } from "./tab-hub.ts";

const welcome = createTabHub();

addEventListener("connect", (event) => {
  if (event instanceof MessageEvent) for (const port of event.ports) welcome(port);
});
