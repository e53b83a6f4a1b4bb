import { formatDuration } from "./format-duration.ts";
import { formatInstant } from "./format-instant.ts";
import { isTerminal, type Job } from "../job.ts";
import { statusWords } from "../status-words.ts";
import { toVisibleText } from "./visible-text.ts";

type TicketContext = {
  /** For people: "Bedrock". */
  sourceLabel: string;
  /** The address of the job's page. */
  link: string;
  /** The upstream was never asked for it: only what a list tells is known. */
  isUnread: boolean;
};

const messageCharsMax = 4_000;

/**
 * A job as Markdown for a ticket, instants in UTC. What the upstream wrote stands in code, so that
 * none of it turns into markup or calls a person by name.
 */
export function formatTicket(job: Job, { sourceLabel, link, isUnread }: TicketContext): string {
  const { project, target } = job;
  const isOpen = !isTerminal(job.status);
  const lines = [
    `**${statusWords[job.status]}**: ${toCode(job.type || "no type")}`,
    "",
    `- ID: ${toCode(job.id)} (${sourceLabel})`,
    `- Status: ${statusWords[job.status]}, upstream ${toCode(job.rawStatus)}`,
    ...(isOpen ? [`- As of: ${toUtc(job.observedAt)}`] : []),
    ...(project ? [`- Project: ${toCode(project.id)}${toNote(project.name)}`] : []),
    ...(target ? [`- Target: ${toCode(target.id)}${toNote(target.type)}`] : []),
    ...(job.parentId === null ? [] : [`- Parent: ${toCode(job.parentId)}`]),
    `- Created: ${toUtc(job.createdAt)}`,
    `- Started: ${toUtc(job.startedAt)}`,
    ...(isOpen ? [] : [`- Ended: ${toUtc(job.finishedAt)}`]),
    `- Waited: ${toLength(job.queueMs)}`,
    `- Ran: ${toLength(job.runMs)}`,
    ...toErrorLines(job, isUnread),
    `- Link: <${link}>`,
  ];
  return `${lines.join("\n")}\n`;
}

function toErrorLines({ error, status }: Job, isUnread: boolean): string[] {
  if (error) return [`- Error: ${toCode(error.code)}`, "", toBlock(error.message), ""];
  if (status !== "failed") return [];
  return [
    isUnread ? "- Error: the reason was not read yet" : "- Error: no reason from the upstream",
  ];
}

function toUtc(ms: number | null): string {
  return ms === null ? "not known" : formatInstant(ms, "UTC", "exact");
}

function toLength(ms: number | null): string {
  if (ms === null) return "not known";
  const [rounded, exact] = [formatDuration(ms), `${ms.toLocaleString("en")} ms`];
  return rounded === exact ? exact : `${rounded} (${exact})`;
}

function toNote(text: string | null): string {
  return text === null || text === "" ? "" : ` (${toCode(text)})`;
}

/** A code span, fenced by more backticks than it holds in a row. */
function toCode(text: string): string {
  const line = toVisibleText(text.replaceAll(/\s+/g, " ").trim()) || "–";
  const fence = "`".repeat(longestRun(line) + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

function toBlock(text: string): string {
  const cut = toVisibleText(text.slice(0, messageCharsMax).replaceAll(/\r\n?/g, "\n"));
  const shown = text.length > messageCharsMax ? `${cut}\n… (shortened)` : cut;
  const fence = "`".repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}text\n${shown}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
