"use client";
import { useRouter } from "next/navigation";
import type { AnchorHTMLAttributes, MouseEvent } from "react";

/**
 * A link within Gantry that changes pages without a reload. Next's own fetches ahead and weighs 3 kB; here a
 * page is asked for when it is wanted.
 */
export function PageLink({
  href,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const router = useRouter();

  function open(event: MouseEvent): void {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!isPlain || event.button !== 0) return;
    event.preventDefault();
    router.push(href);
  }

  // oxlint-disable-next-line jsx-a11y/anchor-has-content -- the content is among the rest
  return <a href={href} onClick={open} {...rest} />;
}
