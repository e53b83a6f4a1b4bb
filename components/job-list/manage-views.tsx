"use client";
import { useState, type FormEvent } from "react";
import { toMessage } from "#lib/domain/to-message.ts";
import { toUnsaved, toSaved } from "#lib/client/list/views.ts";
import type { SavedView } from "#lib/domain/saved-view.ts";

type Props = {
  views: readonly SavedView[];
  search: string;
  onChange: (views: readonly SavedView[]) => void;
};

/** Saves the present list under a name, or takes the view away that it is. */
export default function ManageViews({ views, search, onChange }: Props) {
  const [said, setSaid] = useState("");
  const current = views.find((view) => view.search === search);

  async function run(change: Promise<readonly SavedView[]>, done: string): Promise<void> {
    try {
      onChange(await change);
      setSaid(done);
    } catch (error) {
      setSaid(toMessage(error));
    }
  }

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name");
    if (typeof name === "string" && name.trim() !== "")
      void run(toSaved(views, name.trim(), search), "Saved.");
  }

  return (
    <div className="mt-1 border-t border-line p-2.5">
      {current ? (
        <button
          type="button"
          className="button w-full justify-center"
          onClick={() => run(toUnsaved(views, current.name), "Deleted.")}
        >
          <span className="truncate">Delete “{current.name}”</span>
        </button>
      ) : (
        <form className="flex gap-2" onSubmit={save} aria-label="Save this list">
          <input
            name="name"
            required
            maxLength={80}
            placeholder="Save this list as…"
            aria-label="Name of the view"
            autoComplete="off"
            className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-bg px-2 placeholder:text-faint"
          />
          <button type="submit" className="button">
            Save
          </button>
        </form>
      )}
      <p role="status" className="mt-1 text-[12.5px] break-words text-muted empty:hidden">
        {said}
      </p>
    </div>
  );
}
