import type { ReactNode } from "react";

/** What the toolbar is drawn with. The server draws it, so that no script has to bring it. */
export type PayloadTools = { wrapIcon: ReactNode; findIcon: ReactNode; download: ReactNode };

type ToolsOptions = { part: string; href: string; fileName: string };

export function drawPayloadTools({ part, href, fileName }: ToolsOptions): PayloadTools {
  return {
    wrapIcon: (
      <Icon path="M2.5 4h11M2.5 8h8.8a2.2 2.2 0 0 1 0 4.4H8m1.8-1.9L7.9 12.4l1.9 1.9M2.5 12.4h2.6" />
    ),
    findIcon: <Icon path="M11.6 7a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 0 1 9.2 0m-1.3 3.4 3.6 3.6" />,
    download: (
      <a
        href={href}
        download={fileName}
        aria-label={`Download the ${part}`}
        title={`Download the ${part}`}
        className="tool-button"
      >
        <Icon path="M8 2.5v7.4m-3-2.8 3 3 3-3M2.8 13.3h10.4" />
      </a>
    ),
  };
}

function Icon({ path }: { path: string }) {
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
      <path d={path} />
    </svg>
  );
}
