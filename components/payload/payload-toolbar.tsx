import type { ReactNode } from "react";
import { Segmented } from "#components/ui/segmented.tsx";
import { formatBytes } from "#lib/domain/format/format-bytes.ts";
import type { PayloadTools } from "./payload-tools.tsx";
import type { PayloadMode } from "./payload-viewer.tsx";

type PayloadToolbarProps = {
  title: string;
  totalBytes: number | null;
  tools: PayloadTools;
  mode: PayloadMode;
  onMode: (mode: PayloadMode) => void;
  wraps: boolean;
  onWraps: (wraps: boolean) => void;
  canFind: boolean;
  isFinding: boolean;
  onFinding: (isFinding: boolean) => void;
};

const modes = [
  { value: "tree", label: "Tree" },
  { value: "raw", label: "Raw" },
] as const;

export function PayloadToolbar(props: PayloadToolbarProps) {
  const { title, totalBytes, tools, mode, wraps, onWraps, isFinding, onFinding } = props;
  const part = title.toLowerCase();
  return (
    <header className="flex min-h-[42px] flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1.5 pr-2 pl-3.5">
      <h2 className="text-[13.5px] font-semibold">{title}</h2>
      {totalBytes !== null && (
        <span className="text-[12.5px] whitespace-nowrap text-faint">
          {formatBytes(totalBytes)}
        </span>
      )}
      <div className="ml-auto flex items-center gap-0.5">
        <span className="mr-1.5 flex noscript:hidden">
          <Segmented
            label={`View of the ${part}`}
            options={modes}
            value={mode}
            onChange={props.onMode}
          />
        </span>
        <Tool label="Wrap long lines" isOn={wraps} onClick={() => onWraps(!wraps)}>
          {tools.wrapIcon}
        </Tool>
        <Tool
          label={`Find in the ${part}`}
          isOn={isFinding}
          isDisabled={!props.canFind}
          onClick={() => onFinding(!isFinding)}
        >
          {tools.findIcon}
        </Tool>
        {tools.download}
      </div>
    </header>
  );
}

type ToolProps = {
  label: string;
  isOn: boolean;
  isDisabled?: boolean;
  onClick: () => void;
  children: ReactNode;
};

function Tool({ label, isOn, isDisabled = false, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      disabled={isDisabled}
      onClick={onClick}
      className="tool-button noscript:hidden"
    >
      {children}
    </button>
  );
}
