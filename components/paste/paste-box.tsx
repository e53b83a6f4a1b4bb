"use client";
import { usePathname, useRouter } from "next/navigation";
import {
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  useTransition,
  type FormEvent,
} from "react";
import { ControlKey } from "#components/ui/control-key.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";

const addressMax = 4_000;
const KnownIds = onDemand(() => import("./known-ids.tsx"));

type PasteBoxProps = {
  /** For the header: one line high, with the key that leads to it. */
  compact?: boolean;
  autoFocus?: boolean;
};

/**
 * Takes anything that holds a job ID. A plain form underneath: without JavaScript it asks
 * `/lookup`, which leads to the same place.
 */
export function PasteBox({ compact = false, autoFocus = false }: PasteBoxProps) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const page = usePathname();
  const [hinted, setHinted] = useState({ hint: "", page });
  // What was said on the page before is over.
  const hint = hinted.page === page ? hinted.hint : "";
  const setHint = (hint: string) => setHinted({ hint, page });
  const [typed, setTyped] = useState("");
  const [pending, start] = useTransition();
  const isPages = compact || autoFocus;

  const onPagePaste = useEffectEvent((event: ClipboardEvent) => {
    const isInField =
      event.target instanceof Element && event.target.closest("input, textarea, select, dialog");
    const text = event.clipboardData?.getData("text") ?? "";
    if (!isInField && text !== "") open(text);
  });

  // One of the boxes of a page takes what is pasted beside them.
  useEffect(() => {
    if (!isPages) return;
    const onPaste = (event: ClipboardEvent) => onPagePaste(event);
    addEventListener("paste", onPaste);
    return () => removeEventListener("paste", onPaste);
  }, [isPages]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") setHinted({ hint: "", page: "" });
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        input.current?.focus();
        input.current?.select();
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  function submit(event: FormEvent) {
    event.preventDefault();
    open(input.current?.value ?? "");
  }

  function open(text: string) {
    start(async () => {
      const found = await findPath(text).catch(() => null);
      // After a new version was deployed the script may be gone; the server reads as much as an address holds.
      if (!found) {
        const part = encodeURIComponent(text.slice(0, addressMax).toWellFormed());
        return location.assign(`/lookup?q=${part}${text[addressMax] ? "&cut=1" : ""}`);
      }
      const { path, hint } = found;
      setHint(hint ?? "");
      if (path !== null) start(() => router.push(path));
    });
  }

  return (
    <form
      action="/lookup"
      role="search"
      aria-busy={pending || undefined}
      aria-label={compact ? "Find a job from any page" : "Find a job"}
      onSubmit={submit}
      className="group relative"
    >
      <div
        className={`flex items-center gap-2 rounded-lg border border-line-strong bg-bg px-3 has-focus-visible:border-focus ${compact ? "h-[34px]" : "h-12 bg-surface"}`}
      >
        <span className="text-faint">
          <Icon name="search" size={compact ? 15 : 18} />
        </span>
        <input
          ref={input}
          name="q"
          autoFocus={autoFocus}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={1_000_000}
          placeholder="Paste a job ID, or anything that holds one"
          aria-label="Job ID, or a text that holds one"
          aria-describedby={hint === "" ? undefined : hintId}
          aria-invalid={hint === "" ? undefined : true}
          onChange={(event) => {
            setHint("");
            setTyped(event.target.value);
          }}
          onKeyDown={({ key, currentTarget }) => {
            if (key === "ArrowDown") currentTarget.form?.querySelector("a")?.focus();
          }}
          onPaste={(event) => {
            const text = event.clipboardData.getData("text");
            if (!text.includes("\n")) return;
            event.preventDefault();
            open(text);
          }}
          className={`min-w-0 flex-1 bg-transparent outline-none placeholder:text-faint ${compact ? "" : "text-[15px]"}`}
        />
        {pending ? (
          <span role="status" className="text-[12.5px] text-muted">
            Opening…
          </span>
        ) : compact ? (
          <kbd className="rounded border border-line-strong bg-surface px-1.5 text-[12.5px] text-muted max-lg:hidden">
            <ControlKey /> K
          </kbd>
        ) : (
          <button type="submit" className="button-ghost">
            Open
          </button>
        )}
      </div>
      {typed.length > 3 && hint === "" && <KnownIds text={typed} />}
      {hint !== "" && (
        <p
          id={hintId}
          role="alert"
          className={`text-[12.5px] text-failed ${compact ? "panel absolute inset-x-0 top-full mt-1 px-3 py-2" : "mt-2"}`}
        >
          {hint}
        </p>
      )}
    </form>
  );
}

const findPath = (text: string) =>
  import("./find-paste-path.ts").then((found) => found.findPastePath(text));
