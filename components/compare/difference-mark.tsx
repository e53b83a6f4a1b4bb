/** A difference as a shape and a word. */
export function DifferenceMark({ differs }: { differs: boolean }) {
  if (!differs) return <span className="text-faint">same</span>;
  return (
    <span className="inline-flex items-center gap-1 font-semibold whitespace-nowrap text-partial">
      <svg width="12" height="12" viewBox="0 0 16 16" aria-hidden="true">
        <path
          d="M2.5 6h11M2.5 10h11M11 2.5l-6 11"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
      </svg>
      differs
    </span>
  );
}
