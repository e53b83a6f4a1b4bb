export function SandboxBanner() {
  return (
    <aside
      aria-label="Sandbox"
      className="border-b border-line bg-sunken px-3 py-1.5 text-center text-[12.5px] text-muted"
    >
      <b className="font-normal text-text">Sandbox.</b> These jobs are simulated: no API key is set.{" "}
      <span className="max-sm:hidden">
        Set <code className="mono">BEDROCK_API_KEY</code>,{" "}
        <code className="mono">UNSTRUCTURED_API_KEY</code> or{" "}
        <code className="mono">FIGUR_API_KEY</code> to see your own.
      </span>
    </aside>
  );
}
