import { expect, test } from "vitest";
import { parseSettings } from "./env.ts";

const key = "sk_test_0c51e7d4";

test("a source with an address and no key stays off with one line that names both", () => {
  const settings = parseSettings({
    BEDROCK_API_KEY: key,
    UNSTRUCTURED_API_URL: "https://unstructured.example.com",
  });
  expect(settings.warnings).toEqual([
    "UNSTRUCTURED_API_URL is set but UNSTRUCTURED_API_KEY is not, so this source stays off",
  ]);
  expect(settings.sandbox).toBe(false);
});

test("a source with a key goes to the address of the vendor unless told", () => {
  const settings = parseSettings({ FIGUR_API_KEY: key, UNSTRUCTURED_API_KEY: key });
  expect(settings).toMatchObject({
    FIGUR_API_URL: "https://api.figur.fit",
    UNSTRUCTURED_API_URL: "https://platform.unstructuredapp.io",
    warnings: [],
  });
});

test.each([
  [{ FIGUR_API_KEY: key, FIGUR_API_URL: "figur" }, "FIGUR_API_URL should be an address such as"],
  [
    { BEDROCK_API_URL: "https://user:hunter2@bedrock.example.com" },
    "BEDROCK_API_URL should hold no name and no password",
  ],
  [{ UNSTRUCTURED_API_KEY: "two words" }, "UNSTRUCTURED_API_KEY should be a key without spaces"],
])("a bad setting of a source stops the start with one line: %o", (environment, line) => {
  expect(() => parseSettings(environment)).toThrow(line);
});

test("an address without any key shows the sandbox, and says so", () => {
  const { sandbox, warnings } = parseSettings({ BEDROCK_API_URL: "https://bedrock.example.com" });
  expect(sandbox).toBe(true);
  expect(warnings).toEqual([
    "BEDROCK_API_URL is set but BEDROCK_API_KEY is not, so the sandbox is shown instead",
  ]);
});
