const shapes = {
  logo: <path d="M2 14V4h12v10M2 7.2h12M8 7.2v3.2M5.8 12.6h4.4v-2.2H5.8z" strokeWidth="1.7" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.6" />
      <path d="m10.6 10.6 3.4 3.4" strokeLinecap="round" />
    </>
  ),
  refresh: <path d="M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3" strokeLinecap="round" />,
  bell: (
    <path d="M4 6.8a4 4 0 0 1 8 0c0 3.4 1.4 4.4 1.4 4.4H2.6S4 10.2 4 6.8M6.6 13.4a1.5 1.5 0 0 0 2.8 0" />
  ),
  display: <path d="M8 2a6 6 0 1 0 0 12zm0 0a6 6 0 0 1 0 12" />,
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" strokeLinecap="round" />,
  up: <path d="M8 13V3m0 0L4 7m4-4 4 4" strokeLinecap="round" />,
};

/** A decorative line drawing; the words beside it carry the meaning. */
export function Icon({ name, size = 16 }: { name: keyof typeof shapes; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinejoin="round"
      aria-hidden="true"
      className="block flex-none"
    >
      {shapes[name]}
    </svg>
  );
}
