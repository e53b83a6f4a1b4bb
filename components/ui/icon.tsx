const paths = {
  search: "M7 2.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2zm3.6 8.2 3.4 3.4",
  refresh: "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",
  bell: "M4 6.8a4 4 0 0 1 8 0c0 3.4 1.4 4.4 1.4 4.4H2.6S4 10.2 4 6.8M6.6 13.4a1.5 1.5 0 0 0 2.8 0",
  copy: "M7.3 5.5h4.4a1.8 1.8 0 0 1 1.8 1.8v4.4a1.8 1.8 0 0 1-1.8 1.8H7.3a1.8 1.8 0 0 1-1.8-1.8V7.3a1.8 1.8 0 0 1 1.8-1.8zm-3.9 5A1.5 1.5 0 0 1 2.5 9V4A1.5 1.5 0 0 1 4 2.5h5a1.5 1.5 0 0 1 1.4 1",
  display: "M8 2a6 6 0 1 0 0 12zm0 0a6 6 0 0 1 0 12",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
};

/** A decorative line drawing; the words beside it carry the meaning. */
export function Icon({ name, size = 16 }: { name: keyof typeof paths; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="block flex-none"
    >
      <path d={paths[name]} />
    </svg>
  );
}
