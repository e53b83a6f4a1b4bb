/** Title and icon of a page that has no state of its own. */
export function PageHead({ title }: { title: string }) {
  return (
    <>
      <title>{title}</title>
      <link rel="icon" type="image/svg+xml" href="/icon.svg" />
    </>
  );
}
