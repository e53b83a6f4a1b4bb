import { redirect } from "next/navigation";
import { PageHead } from "#components/shell/page-head.tsx";
import { EmptyWall } from "#components/wall/empty-wall.tsx";
import { WallNotes } from "#components/wall/wall-notes.tsx";
import { WallView } from "#components/wall/wall-view.tsx";
import { toWallPath } from "#lib/domain/wall.ts";
import { getGantry } from "#lib/server/gantry.ts";
import { getWall } from "#lib/server/jobs/get-wall.ts";
import type { PageParams } from "#lib/server/http/url-params.ts";

export const dynamic = "force-dynamic";

export default async function WatchPage({ searchParams }: { searchParams: PageParams }) {
  const { job = [], add = [] } = await searchParams;
  const text = [add].flat().join(" ");
  const { tiles, malformed, leftOut } = await getWall(await getGantry(), {
    keys: [job].flat(),
    add: text,
  });
  const refs = tiles.map(({ ref }) => ref);
  if (text.trim() !== "" && malformed.length === 0 && leftOut === 0 && refs.length > 0)
    redirect(toWallPath(refs));
  return (
    <>
      <WallNotes malformed={malformed} leftOut={leftOut} />
      {tiles.length === 0 ? (
        <>
          <PageHead title="Wall · Gantry" />
          <EmptyWall text={text} />
        </>
      ) : (
        <WallView key={refs.map(({ id }) => id).join()} initial={tiles} now={Date.now()} />
      )}
    </>
  );
}
