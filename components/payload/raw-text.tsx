type RawTextProps = { title: string; text: string; wraps: boolean; fills: boolean };

/** A text of moderate size as it was written. */
export function RawText({ title, text, wraps, fills }: RawTextProps) {
  const whiteSpace = wraps ? "whitespace-pre-wrap wrap-anywhere" : "whitespace-pre";
  return (
    <section
      tabIndex={0}
      aria-label={`${title}, raw`}
      className={`${fills ? "h-[560px]" : "max-h-[560px]"} ${whiteSpace} overflow-auto px-3.5 -outline-offset-2 py-2.5 font-mono text-[12.5px] leading-[21px]`}
    >
      {text}
    </section>
  );
}
