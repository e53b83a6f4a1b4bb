/** Gantry's mark, drawn by the server alone; its name stands beside it. */
export function Logo({ size }: { size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="block flex-none text-accent"
    >
      <path d="M2 14V4h12v10M2 7.2h12M8 7.2v3.2M5.8 12.6h4.4v-2.2H5.8z" />
    </svg>
  );
}
