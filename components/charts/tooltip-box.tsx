/** What a point of a chart says, exactly. */
export function TooltipBox({ title, lines }: { title: string; lines: [string, string][] }) {
  return (
    <div className="panel px-3 py-2 text-[12.5px] shadow-lg">
      <p className="font-semibold">{title}</p>
      <dl className="mt-1 grid grid-cols-[auto_auto] gap-x-4">
        {lines.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
