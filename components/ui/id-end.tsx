type IdEndProps = { id: string; className: string };

/** An ID in one line. Where there is no room it loses its beginning: it is the end by which IDs differ. */
export function IdEnd({ id, className }: IdEndProps) {
  return (
    <span className={`truncate text-left [direction:rtl] ${className}`} title={id}>
      <bdi dir="ltr">{id}</bdi>
    </span>
  );
}
