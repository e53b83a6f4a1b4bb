"use client";
import { usePathname } from "next/navigation";
import { PageLink } from "#components/ui/page-link.tsx";
import { Icon } from "#components/ui/icon.tsx";

/** In the order of the header. A page is added here when it exists. */
const pages = [
  { href: "/jobs", label: "Jobs" },
  { href: "/durations", label: "Durations" },
  { href: "/watch", label: "Wall" },
  { href: "/compare", label: "Compare" },
  { href: "/system", label: "System" },
] as const;

const wide =
  "rounded-md px-2.5 py-1 text-muted no-underline hover:text-text aria-[current]:bg-sunken aria-[current]:font-semibold aria-[current]:text-text";
const narrow =
  "block rounded-md px-3 py-2 no-underline hover:bg-sunken aria-[current]:bg-sunken aria-[current]:font-semibold";

/** The pages, in a row where there is room and in a menu where there is not. */
export function Navigation() {
  const path = usePathname();
  const links = (className: string) =>
    pages.map(({ href, label }) => (
      <PageLink
        key={href}
        href={href}
        className={className}
        aria-current={path === href ? "page" : path.startsWith(`${href}/`) ? "true" : undefined}
      >
        {label}
      </PageLink>
    ));
  return (
    <>
      <nav aria-label="Pages" className="flex gap-0.5 max-md:hidden">
        {links(wide)}
      </nav>
      {/* A new path is a new menu, and so a closed one. */}
      <details key={path} className="relative md:hidden">
        <summary
          className="grid size-8 cursor-pointer list-none place-items-center rounded-md text-muted hover:bg-sunken hover:text-text"
          aria-label="Pages"
        >
          <Icon name="menu" />
        </summary>
        <nav aria-label="Pages" className="panel absolute left-0 z-30 mt-2 w-48 p-1.5 shadow-lg">
          {links(narrow)}
        </nav>
      </details>
    </>
  );
}
