"use client";
import { lazy, Suspense, useState } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { menuHandlers } from "#components/ui/menu.tsx";

const DisplayChoices = lazy(() => import("./display-choices.tsx"));

/** Theme and time zone. The zone holds for every instant on every page. */
export function DisplayMenu({ signedInAs }: { signedInAs: string | null }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="relative noscript:hidden"
      onToggle={(event) => setOpen(event.currentTarget.open)}
      {...menuHandlers}
    >
      <summary
        className="grid size-8 cursor-pointer list-none place-items-center rounded-md text-muted hover:bg-sunken hover:text-text"
        aria-label="Display: theme and time zone"
      >
        <Icon name="display" />
      </summary>
      {isOpen && (
        <Suspense>
          <DisplayChoices signedInAs={signedInAs} />
        </Suspense>
      )}
    </details>
  );
}
