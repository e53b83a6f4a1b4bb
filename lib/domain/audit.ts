/** What is recorded, and how it reads. Viewing is not: only what changes, reveals or takes away. */
export const auditActions = {
  sign_in: "Signed in",
  sign_in_failed: "Sign-in failed",
  sign_in_slowed: "Sign-in slowed down",
  sign_out: "Signed out",
  user_added: "User added",
  user_password: "Password changed",
  user_disabled: "User disabled",
  user_enabled: "User let in again",
  job_canceled: "Job canceled",
  value_revealed: "Value revealed",
  exported: "Exported",
  view_saved: "View saved",
  view_deleted: "View deleted",
} as const;

export type AuditAction = keyof typeof auditActions;

export const isAuditAction = (text: string): text is AuditAction =>
  Object.hasOwn(auditActions, text);

export type AuditEntry = {
  /** Rises with time: later entries have the greater one. */
  id: string;
  at: number;
  /** Null where nobody is known: the name typed at a failed sign-in may be a password. */
  actor: string | null;
  /** Where the request came from; null for a command at the server itself. */
  address: string | null;
  action: AuditAction;
  /** What it was done to: `bedrock:job_…`, the name of a user or of a view. */
  subject: string | null;
  /** In a few words; never a secret. */
  detail: string | null;
};
