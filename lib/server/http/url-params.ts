import "server-only";

export type PageParams = Promise<Record<string, string | string[] | undefined>>;

/** A page's search parameters as a route handler would see them. */
export function toUrlParams(params: Awaited<PageParams>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(params).flatMap(([name, values = []]) =>
      [values].flat().map((value) => [name, value]),
    ),
  );
}
