import { PageHead } from "#components/shell/page-head.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { PasteBox } from "#components/paste/paste-box.tsx";

export default function NotFound() {
  return (
    <section className="mx-auto mt-6 max-w-2xl">
      <PageHead title="No such page · Gantry" />
      <h1 className="mb-2 text-[21px] font-semibold tracking-[-.015em]">No such page</h1>
      <p className="mb-4 text-muted">
        Nothing is at this address. <PageLink href="/">Go to the first page</PageLink>, or paste a
        job ID.
      </p>
      <PasteBox />
    </section>
  );
}
