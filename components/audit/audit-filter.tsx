import { auditActions, type AuditAction } from "#lib/domain/audit.ts";

const field = "h-8 rounded-md border border-line-strong bg-bg px-2 text-[13.5px]";

type AuditFilterProps = { action?: AuditAction; actor?: string };

/** A plain form: the address says what is shown, with JavaScript or without. */
export function AuditFilter({ action, actor }: AuditFilterProps) {
  return (
    <form action="/system/audit" className="flex flex-wrap items-end gap-3">
      <label className="grid gap-1">
        <span className="text-[12.5px] text-muted">What</span>
        <select name="action" defaultValue={action ?? ""} className={field}>
          <option value="">Everything</option>
          {Object.entries(auditActions).map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
      </label>
      <label className="grid gap-1">
        <span className="text-[12.5px] text-muted">Who</span>
        <input
          name="actor"
          defaultValue={actor ?? ""}
          maxLength={64}
          autoCapitalize="none"
          spellCheck={false}
          className={`${field} w-40`}
        />
      </label>
      <button type="submit" className="button">
        Show
      </button>
    </form>
  );
}
