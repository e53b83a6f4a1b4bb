import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { CompareForm } from "./compare-form.tsx";

vi.mock("next/navigation", () => ({ useRouter: () => ({}) }));

const found = (text: string) => ({ text, hint: null });
const missing = { text: "bedrock:job_2", hint: "There is no such job." };
const siblings = /previous of its type.*last success/;
const draw = (a: typeof missing | ReturnType<typeof found>, b: typeof a) =>
  renderToStaticMarkup(<CompareForm a={a} b={b} />);

test("what leads on from B is offered where B was found", () => {
  expect(draw(found("bedrock:job_1"), found("bedrock:job_2"))).toMatch(siblings);
  expect(draw(found(""), found("bedrock:job_2"))).toMatch(siblings);
});

test("a B that is missing can be swapped, and leads nowhere else", () => {
  const drawn = draw(found("bedrock:job_1"), missing);
  expect(drawn).toContain("Swap A and B");
  expect(drawn).not.toMatch(/B with/);
  expect(draw(found(""), missing)).not.toContain("<a ");
});
