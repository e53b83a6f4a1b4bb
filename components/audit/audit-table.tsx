"use client";
import { useZone } from "#components/shell/preferences.tsx";
import { auditActions, type AuditEntry } from "#lib/domain/audit.ts";
import { formatInstant } from "#lib/domain/format/format-instant.ts";
import { toVisibleText } from "#lib/domain/format/visible-text.ts";

const cell = "px-3 py-2 align-top";
const head = "h-[34px] px-3 text-left text-[12.5px] font-normal whitespace-nowrap text-muted";
const alarming: ReadonlySet<string> = new Set(["sign_in_failed", "sign_in_slowed"]);

/** Who did what, when and from where. Names and details come from outside: they are text, whatever is in them. */
export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  const zone = useZone();
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label="The record">
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line">
            <th className={head}>When</th>
            <th className={head}>Who</th>
            <th className={head}>What</th>
            <th className={head}>About</th>
            <th className={head}>From</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {entries.map(({ id, at, actor, action, subject, detail, address }) => (
            <tr key={id}>
              <td
                className={`${cell} text-muted max-sm:min-w-27 sm:whitespace-nowrap`}
                title={formatInstant(at, zone, "exact")}
              >
                {formatInstant(at, zone, "dateTime")}
              </td>
              <td className={`${cell} max-w-48 min-w-24 wrap-anywhere max-sm:max-w-24`}>
                {actor === null ? (
                  <span className="text-faint">unknown</span>
                ) : (
                  toVisibleText(actor)
                )}
              </td>
              <td className={`${cell} whitespace-nowrap`}>
                <span className={`font-semibold ${alarming.has(action) ? "text-failed" : ""}`}>
                  {auditActions[action]}
                </span>
              </td>
              <td className={`${cell} min-w-48 break-words`}>
                {subject !== null && (
                  <span className="mono break-all">{toVisibleText(subject)}</span>
                )}
                {detail !== null && (
                  <span className="block text-muted">{toVisibleText(detail)}</span>
                )}
              </td>
              <td className={`${cell} mono whitespace-nowrap text-muted`}>{address ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
