import type { ReactNode } from "react";
import { Segmented } from "#components/ui/segmented.tsx";
import { formatBytes } from "#lib/domain/format-bytes.ts";
import type { PayloadPanelProps } from "./payload-panel.tsx";
import type { PayloadMode } from "./payload-viewer.tsx";

type PayloadToolbarProps = PayloadPanelProps & {
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
  const { title, totalBytes, mode, wraps, onWraps, isFinding, onFinding } = props;
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
          <path d="M2.5 4h11M2.5 8h8.8a2.2 2.2 0 0 1 0 4.4H8m1.8-1.9L7.9 12.4l1.9 1.9M2.5 12.4h2.6" />
        </Tool>
        <Tool
          label={`Find in the ${part}`}
          isOn={isFinding}
          isDisabled={!props.canFind}
          onClick={() => onFinding(!isFinding)}
        >
          <path d="M11.6 7a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 0 1 9.2 0m-1.3 3.4 3.6 3.6" />
        </Tool>
        <a
          href={props.href}
          download={props.fileName}
          aria-label={`Download the ${part}`}
          title={`Download the ${part}`}
          className={toolClass}
        >
          <Icon>
            <path d="M8 2.5v7.4m-3-2.8 3 3 3-3M2.8 13.3h10.4" />
          </Icon>
        </a>
      </div>
    </header>
  );
}

const toolClass =
  "inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-text aria-pressed:bg-sunken aria-pressed:text-text disabled:opacity-40";

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
      className={`${toolClass} noscript:hidden`}
    >
      <Icon>{children}</Icon>
    </button>
  );
}

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}
