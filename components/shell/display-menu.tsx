"use client";
import { useEffect, useState } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { useMenu } from "#components/ui/menu.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";

const DisplayChoices = onDemand(() => import("./display-choices.tsx"));
const loadKeys = () => import("./key-sheet.tsx");
const KeySheet = onDemand(loadKeys);

/** Theme, time zone, keys, and who is signed in. The zone holds for every instant on every page. */
export function DisplayMenu({ signedInAs }: { signedInAs: string | null }) {
  const { isOpen, menu } = useMenu();
  const [asksKeys, setAsksKeys] = useState(false);
  useEffect(() => {
    const onKey = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      if (ctrlKey || metaKey || altKey) return;
      if (target instanceof Element && target.closest("input, textarea, select, dialog")) return;
      if (key === "?") setAsksKeys(true);
      if (key === "n" || key === "N")
        void loadKeys().then(({ goToFailure }) => goToFailure(key === "N"));
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  return (
    <>
      <details className="relative noscript:hidden" {...menu}>
        <summary
          className="grid size-8 cursor-pointer list-none place-items-center rounded-md text-muted hover:bg-sunken hover:text-text"
          aria-label={
            signedInAs === null
              ? "Display: theme and time zone"
              : `${signedInAs}: theme, time zone, sign out`
          }
        >
          {signedInAs === null ? (
            <Icon name="display" />
          ) : (
            <span className="grid size-6 place-items-center rounded-full bg-text text-[12.5px] font-semibold text-bg uppercase">
              {String.fromCodePoint(signedInAs.codePointAt(0) ?? 0)}
            </span>
          )}
        </summary>
        {isOpen && <DisplayChoices signedInAs={signedInAs} onKeys={() => setAsksKeys(true)} />}
      </details>
      {asksKeys && <KeySheet onClose={() => setAsksKeys(false)} />}
    </>
  );
}
