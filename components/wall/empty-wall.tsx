import { PageLink } from "#components/ui/page-link.tsx";
import { AddToWall } from "./add-to-wall.tsx";

export function EmptyWall({ text }: { text: string }) {
  return (
    <section className="mx-auto mt-6 max-w-2xl">
      <h1 className="mb-2 text-[21px] font-semibold tracking-[-.015em]">Wall</h1>
      <p className="mb-4 text-muted">
        Several jobs at a glance, live, made for a big screen. The address holds the wall: keep it,
        share it, open it anywhere. Jobs ticked in the{" "}
        <PageLink href="/jobs?status=running">list of jobs</PageLink> come here by “Watch”.
      </p>
      <AddToWall refs={[]} text={text} autoFocus />
      {text.trim() !== "" && (
        <p role="alert" className="mt-2 text-[12.5px] text-failed">
          There is no job ID in this text.
        </p>
      )}
    </section>
  );
}
