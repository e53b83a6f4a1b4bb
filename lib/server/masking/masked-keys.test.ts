import { expect, test } from "vitest";
import { maskDocument } from "./mask-document.ts";
import { createKeyTest } from "./masked-keys.ts";

const isSecretKey = createKeyTest();

function mask(text: string): string {
  return new TextDecoder().decode(maskDocument(new TextEncoder().encode(text), isSecretKey));
}

test("a setting adds keys and takes others off the list", () => {
  const isSecret = createKeyTest("sheet ref, -auth, -api_key");
  expect(["sheetRef", "my_sheet-ref"].map(isSecret)).toEqual([true, true]);
  expect(["auth", "apikey"].map(isSecret)).toEqual([false, false]);
  expect(isSecret("accessKey")).toBe(true);
});

test.each([
  ...[
    "password2",
    "db_password_prod",
    "token_value",
    "private_key_pem",
    "x-api-key-v2",
    "API_KEY_1",
  ],
  ...[
    "apiKeyValue",
    "signature",
    "Sig",
    "ｐａｓｓｗｏｒｄ",
    "client_secret_base64",
    "secret_old_2",
  ],
])("%s is a secret key", (key) => {
  expect(isSecretKey(key)).toBe(true);
  expect(mask(JSON.stringify({ [key]: "x", b: 1 }))).toBe(`{"${key}":"[masked]","b":1}`);
  const inner = JSON.stringify({ a: JSON.stringify({ [key]: "SEKRET", b: 1 }) });
  expect(mask(inner)).toBe(inner.replace("SEKRET", "[masked]"));
});

test.each([
  ...["function_signature", "config", "tokens2", "token_count", "token_type", "password_hint"],
  ...["pin", "otp", "pass", "next_page_token_value", "v2", "12", "value", "prod", "publicKeyPem"],
])("%s is no secret key", (key) => {
  expect(isSecretKey(key)).toBe(false);
});

test("a setting takes a key off the list with what trails it, or with that alone", () => {
  expect(["auth_v2", "signature"].map(createKeyTest("-auth, -signature"))).toEqual([false, false]);
  expect(["token", "token_old"].map(createKeyTest("-token_old"))).toEqual([true, false]);
  expect(createKeyTest("sheet ref")("sheet_ref_2")).toBe(true);
});
