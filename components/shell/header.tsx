import { PageLink } from "#components/ui/page-link.tsx";
import { ConnectionBadge } from "#components/live/connection-badge.tsx";
import { HeaderPaste } from "#components/paste/header-paste.tsx";
import { Logo } from "#components/ui/logo.tsx";
import { DisplayMenu } from "./display-menu.tsx";
import { Navigation } from "./navigation.tsx";

export function Header({ signedInAs }: { signedInAs: string | null }) {
  return (
    <header className="sticky top-0 z-20 flex h-[52px] items-center gap-3 border-b border-line bg-surface px-3 sm:gap-5 sm:px-5">
      <PageLink
        href="/"
        className="flex items-center gap-2 font-semibold tracking-tight no-underline"
        aria-label="Gantry, home"
      >
        <Logo size={20} />
        <span className="max-sm:hidden">Gantry</span>
      </PageLink>
      <Navigation />
      <div className="mx-auto w-full max-w-[520px] min-w-0">
        <HeaderPaste />
      </div>
      <ConnectionBadge />
      <DisplayMenu signedInAs={signedInAs} />
    </header>
  );
}
