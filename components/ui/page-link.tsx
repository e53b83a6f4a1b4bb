"use client";
import { useRouter } from "next/navigation";
import { useTransition, type AnchorHTMLAttributes, type MouseEvent } from "react";

/**
 * A link within Gantry that changes pages without a reload. Next's own fetches ahead and weighs 3 kB; here a
 * page is asked for when it is wanted, and the link says so until it has come.
 */
export function PageLink({
  href,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const router = useRouter();
  const [isOpening, startOpening] = useTransition();

  function open(event: MouseEvent): void {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!isPlain || event.button !== 0) return;
    event.preventDefault();
    startOpening(() => router.push(href));
  }

  // oxlint-disable-next-line jsx-a11y/anchor-has-content -- the content is among the rest
  return <a href={href} onClick={open} aria-busy={isOpening || undefined} {...rest} />;
}
