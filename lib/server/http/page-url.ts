import "server-only";

/** The address of a page as people use it: below `PUBLIC_URL`, else at the host that was asked. */
export function toPageUrl(
  path: string,
  request: Request,
  { PUBLIC_URL }: { PUBLIC_URL?: string | undefined },
): string {
  const host = request.headers.get("host");
  const asked = host === null ? request.url : `http://${host}`;
  return new URL(path, PUBLIC_URL ?? asked).href;
}
