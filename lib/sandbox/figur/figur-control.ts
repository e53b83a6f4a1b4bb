import type { ApiControl } from "../control.ts";
import type { FigurMove, FigurSpec } from "./job-spec.ts";
import type { RawRoute } from "./scripted-jobs.ts";

export type FigurControl = ApiControl<FigurSpec, FigurMove> & {
  /** From now on this route answers exactly this text; the list's id is "". */
  putRaw(route: RawRoute, id: string, bodyText: string): void;
  /** Ends the life of every picture's address given out so far. */
  expireUrls(): void;
};
