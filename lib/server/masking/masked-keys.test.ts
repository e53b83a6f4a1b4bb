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
  ...["x-amz-signature", "X-Goog-Signature", "AWSAccessKeyId", "aws_access_key_id", "x-signature"],
  ...["X-Hub-Signature-256", "q-signature", "webhook_signature", "webhookSig", "sign", "hmac"],
  ...["x-amz-credential", "x-amz-security-token", "hdnts", "shared_access_sig_token"],
  ...["pass", "smtp_pass", "DB_PASS", "dbPass", "DBPass", "db_pass_2", "TEST_PASS", "pw", "db_pw"],
  ...["password_confirmation", "passwordConfirm", "password-repeat", "creds", "awsCreds", "bearer"],
  ...["auth_code", "otp", "sms_otp", "GITHUB_PAT", "githubPat", "secret_id", "vault-secret-id"],
  ...[
    "secret_key_base",
    "service_account_json",
    "hmac_key",
    "license_key",
    "deploy_key",
    "app_key",
  ],
  ...["client_key", "storage_key", "stripe_key", "openai_key", "OPENAI_KEY", "sendgridKey"],
  ...["google_maps_key", "prod_stripe_key", "STRIPE_KEY_LIVE", "webhook_keys", "FAL_KEY"],
])("%s is a secret key", (key) => {
  expect(isSecretKey(key)).toBe(true);
  expect(mask(JSON.stringify({ [key]: "x", b: 1 }))).toBe(`{"${key}":"[masked]","b":1}`);
  const inner = JSON.stringify({ a: JSON.stringify({ [key]: "SEKRET", b: 1 }) });
  expect(mask(inner)).toBe(inner.replace("SEKRET", "[masked]"));
});

test.each([
  ...["function_signature", "config", "tokens2", "token_count", "token_type", "password_hint"],
  ...["pin", "next_page_token_value", "v2", "12", "value", "prod", "publicKeyPem"],
  ...["pass_count", "passes", "passed", "compass", "bypass", "first_pass", "renderPass", "pass_1"],
  ...["sort_key", "primary_key", "key", "keys", "layer_key", "public_key", "partitionKey"],
  ...[
    "cache_key",
    "object_key",
    "s3_key",
    "foreign_key",
    "row_key",
    "idempotency_key",
    "api_key_id",
  ],
  ...["map_key", "snapp_key", "nodes_key", "monkey", "hotkey", "project_key", "translation_key"],
  ...["max_tokens", "tokens", "tokenizer", "input_tokens", "token_ids", "signature_page"],
  ...["key_signature", "time_signature", "type_sig", "design", "sign_count", "hmac_algorithm"],
  ...[
    "code",
    "error_code",
    "status_code",
    "country_code",
    "author",
    "authors",
    "format",
    "pattern",
  ],
  ...["path", "expat", "spat", "upward", "optional", "secretary", "service_account", "policy"],
  ...["credits", "credit", "bearers", "kpw", "spw", "keypass_count", "access_key_rotation"],
])("%s is no secret key", (key) => {
  expect(isSecretKey(key)).toBe(false);
});

test("a setting takes a key off the list with what trails it, or with that alone", () => {
  expect(["auth_v2", "signature"].map(createKeyTest("-auth, -signature"))).toEqual([false, false]);
  expect(["token", "token_old"].map(createKeyTest("-token_old"))).toEqual([true, false]);
  expect(createKeyTest("sheet ref")("sheet_ref_2")).toBe(true);
  expect(["x", "ax", "a", "password"].map(createKeyTest("x, -d"))).toEqual([
    true,
    true,
    false,
    true,
  ]);
  expect(["app_key", "DB_PASS"].map(createKeyTest("-app_key, -db_pass"))).toEqual([false, false]);
});
