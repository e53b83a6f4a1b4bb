import type { JobRef } from "#lib/domain/job.ts";
import { toJobKey } from "#lib/domain/job.ts";

type AddToWallProps = { refs: readonly JobRef[]; text?: string; autoFocus?: boolean };

/** A plain form, so that it works in any browser: the server finds the IDs in the text. */
export function AddToWall({ refs, text = "", autoFocus = false }: AddToWallProps) {
  return (
    <form
      action="/watch"
      className="flex min-w-60 flex-1 gap-2 max-sm:basis-full sm:min-w-96"
      aria-label="Add jobs to the wall"
    >
      {refs.map((ref) => (
        <input key={toJobKey(ref)} type="hidden" name="job" value={toJobKey(ref)} />
      ))}
      <input
        name="add"
        required
        defaultValue={text}
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck={false}
        maxLength={8_000}
        placeholder="Paste job IDs, or a text that holds them"
        aria-label="Job IDs to add, or a text that holds them"
        className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-bg px-3 placeholder:text-faint"
      />
      <button type="submit" className="button">
        Add
      </button>
    </form>
  );
}
