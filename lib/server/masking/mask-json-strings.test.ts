import { describe, expect, test } from "vitest";
import { expectMasked, hexQuoted, isSecretKey, mask, maskInPieces } from "./expect-masked.ts";
import { maskText } from "./mask-text.ts";

const u = (code: string) => String.raw`\u${code}`;

describe("inside strings", () => {
  test.each([
    [
      `{"uri":"https://b.s3.amazonaws.com/k?X-Amz-Date=1&X-Amz-Signature=abc123&x=1"}`,
      `{"uri":"https://b.s3.amazonaws.com/k?X-Amz-Date=1&X-Amz-Signature=[masked]&x=1"}`,
    ],
    [
      `["https:\\/\\/a\\/b?x=1${u("0026")}X-Goog-Signature=ab${u("0041")}c${u("0026")}y=2"]`,
      `["https:\\/\\/a\\/b?x=1${u("0026")}X-Goog-Signature=[masked]${u("0026")}y=2"]`,
    ],
    [
      `["/go?to=https%3A%2F%2Fa%3Fsig%3Dabc%2B1%26b%3D2"]`,
      `["/go?to=https%3A%2F%2Fa%3Fsig%3D[masked]%26b%3D2"]`,
    ],
    [
      `["https://a/?token=abc and ?Signature=x"]`,
      `["https://a/?token=[masked] and ?Signature=[masked]"]`,
    ],
    [`["postgres://ada:pa55@db/x"]`, `["postgres://ada:[masked]@db/x"]`],
    [`["postgres://ada:p@55@db/x"]`, `["postgres://ada:[masked]@db/x"]`],
    [`["https://app/cb#access_token=abc"]`, `["https://app/cb#access_token=[masked]"]`],
    [`["BEARER abcdefghijklmnop12"]`, `["BEARER [masked]"]`],
    [`["Authorization: Bearer abcdefghij0123456789"]`, `["Authorization: Bearer [masked]"]`],
    [`["user=a&client_secret=x"]`, `["user=a&client_secret=[masked]"]`],
    [
      `{"body":"{\\"user\\":\\"a\\",\\"password\\":\\"p\\\\\\"q\\",\\"n\\":1}"}`,
      `{"body":"{\\"user\\":\\"a\\",\\"password\\":\\"[masked]\\",\\"n\\":1}"}`,
    ],
    [
      `{"body":"{\\n  \\"token\\" : 5,\\n \\"auth\\": {\\"a\\":[\\"b\\",-1],\\"c\\":null}, \\"d\\":\\"e\\"}"}`,
      `{"body":"{\\n  \\"token\\" : \\"[masked]\\",\\n \\"auth\\": {\\"a\\":[\\"[masked]\\",\\"[masked]\\"],\\"c\\":null}, \\"d\\":\\"e\\"}"}`,
    ],
    [
      `["{\\"in\\":\\"{\\\\\\"token\\\\\\":\\\\\\"abc\\\\\\",\\\\\\"b\\\\\\":1}\\"}"]`,
      `["{\\"in\\":\\"{\\\\\\"token\\\\\\":\\\\\\"[masked]\\\\\\",\\\\\\"b\\\\\\":1}\\"}"]`,
    ],
    [
      `["{\\"token\\":\\"C:\\\\\\\\\\",\\"b\\":\\"c\\"}"]`,
      `["{\\"token\\":\\"[masked]\\",\\"b\\":\\"c\\"}"]`,
    ],
    [`["postgres://ada:p/a'5@db/x"]`, `["postgres://ada:[masked]@db/x"]`],
    [`["Authorization: Basic YWRhOnA="]`, `["Authorization: Basic [masked]"]`],
    [`["X%2DAmz%2DSignature=abc&x=1"]`, `["X%2DAmz%2DSignature=[masked]&x=1"]`],
    [`["?X-Amz-Signatur${u("0065")}=abc"]`, `["?X-Amz-Signatur${u("0065")}=[masked]"]`],
    [`["?sig${u("003d")}abc${u("0026")}x=1"]`, `["?sig${u("003d")}[masked]${u("0026")}x=1"]`],
    [`["A=1\\nAPI_KEY=\\"hunter 2\\"\\nB=2"]`, `["A=1\\nAPI_KEY=\\"[masked]\\"\\nB=2"]`],
    [`["PASSWORD='hunter \\" 2' B='2'"]`, `["PASSWORD='[masked]' B='2'"]`],
    [`["PASSWORD=ab\\\\hunter2\\nB=2"]`, `["PASSWORD=[masked]\\nB=2"]`],
    [`["<a href='?sig='>", "a'b"]`, `["<a href='?sig='>", "a'b"]`],
    [`["{\\"u\\":\\"?sig=\\",\\"b\\":1}"]`, `["{\\"u\\":\\"?sig=\\",\\"b\\":1}"]`],
  ])("%s", (text, masked) => {
    expectMasked(text, masked);
    JSON.parse(masked);
  });
});

test("a presigned form is masked by the names that are masked in an address", () => {
  const names = [
    "x-amz-signature",
    "X-Goog-Signature",
    "AWSAccessKeyId",
    "sign",
    "hdnts",
    "a-signature",
  ];
  for (const name of names) {
    expect(mask(JSON.stringify({ [name]: "SEKRET" }))).not.toContain("SEKRET");
    expect(mask(JSON.stringify([`https://a/?${name}=SEKRET`]))).not.toContain("SEKRET");
  }
});

const long = "SEKRETabcdefghij0123456789";

test.each([
  ...[`log\nBearer ${long}`, `x\tBearer ${long}`, `x\fBearer ${long}`, `x\bBearer ${long}`],
  ...[
    `GET / HTTP/1.1\r\nAuthorization: Basic SEKRET`,
    `${String.fromCharCode(27)}[31mBearer ${long}`,
  ],
  ...["\b", "\t", "\n", "\f", "\r", "[", "|", "<", ">", ":", "/", "*", "(", "`"].map(
    (before) => `x${before}password=SEKRET`,
  ),
  ...["password = SEKRET", "password\t=\tSEKRET", "aws_secret_access_key = SEKRET"],
  ...["password= SEKRET", "token := SEKRET", "DOMAIN\\password=SEKRET", "é password2=SEKRET"],
  ...["password: SEKRET", "api_key: SEKRET", "X-Api-Key:SEKRET", "a:\n  password:\tSEKRET\n"],
  ...["password: 'SEKRET 2'", 'password: "SEKRET 2"', "{'password': 'SEKRET 2', 'a': 1}"],
  ...["Authorization: Token SEKRET", "Authorization: SEKRET1", "Cookie: a=1; sid=SEKRET; b=2\nc"],
  ...["Authorization: ApiKey SEKRETc1", "authorization=ApiKey SEKRETc1"],
  ...["Proxy-Authorization: AWS4-HMAC-SHA256 SEKRET1", "Authorization: SEKRETabc then"],
  ...["run --token SEKRET", "run --api-key 'SEKRET 2' -x", 'run --password "SEKRET 2"'],
  ...["https://x/?token[]=SEKRET", "https://x/?user[password]=SEKRET&b=1", "?token[0]=SEKRET"],
  ...["?user%5Bpassword%5D=SEKRET", "/go?to=%2F%3Fuser%255Btoken%255D%253DSEKRET%2526b"],
  ...["os.environ['API_KEY'] = 'SEKRET'", 'env["API_KEY"]="SEKRET"', "[a][b][token]=SEKRET"],
  ...["[2024-01-01][token=SEKRET]", `${"[long name]".repeat(9)}[token=SEKRET]`],
  ...["-----BEGIN RSA PRIVATE KEY-----\nSEKRET\nx-y\n-----END RSA PRIVATE KEY-----\nafter"],
  ...["-----BEGIN PRIVATE KEY-----\nSEKRET", "https://a/?x-ms-signature=SEKRET&b=1"],
  ...[`https://${long}@host/x`, `https://${long}:x-oauth-basic@host/x`, "a%20password=SEKRET"],
])("in words, in JSON and in JSON within it, this shows its secret no more: %j", (words) => {
  expect(maskText(words, isSecretKey)).not.toContain("SEKRET");
  const once = JSON.stringify({ a: words, after: "plain" });
  const twice = JSON.stringify({ in: once, after: "plain" });
  for (const text of [once, twice]) {
    const masked = mask(text);
    expect(masked).not.toContain("SEKRET");
    expect(masked).toContain("[masked]");
    expect(JSON.parse(masked)).toHaveProperty("after", "plain");
    expectMasked(text, masked);
  }
});

test.each([
  ...["the token: expired at noon", "password: required.", "body.password: Required"],
  ...["credentials: 3 found", "Unexpected token: }", "Authorization: header is missing"],
  ...["?token= and more", "if (token == null)", "(token) => token", "token => token.a1"],
  ...["secret://vault/a1", "arn:aws:secretsmanager:eu-1:123:secret:my-Ab12", "at 12:30:45 token"],
  ...["the --token flag is missing", "use --token to sign in", "run --no-auth x --token"],
  ...[
    "--token <token>",
    "| --token | a |",
    "----- token -----",
    "?user[name]=ada&page[token_count]=5",
  ],
  ...[
    "Authorization: is missing",
    "--- PASS: TestUpload (0.1s)",
    "page_token: a1",
    "monkey: a1",
    "key: a1",
  ],
  ...["ssh://git@github.com/a1", "postgres://application_readonly_user@db/a1"],
  ...["-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----", "forbearer abcdefghijklmnop12"],
])("in words and in JSON this comes through as it is: %j", (words) => {
  expect(maskText(words, isSecretKey)).toBe(words);
  const text = JSON.stringify({ a: words });
  expectMasked(text, text);
});

test.each([
  ["password : SEKRET1 ", 24],
  ["Cookie: a=1; sid=SEKRET ", 28],
  ["Authorization: Token SEKRET ", 32],
  ["password= SEKRET1 ", 22],
  ["-----BEGIN PRIVATE KEY----- SEKRET ", 38],
  [`Bearer ${long} `, 38],
  ["https://ghp_SEKRET_0123456789ab@host ", 40],
])("%j is masked wherever what is held back begins", (words, length) => {
  const text = JSON.stringify({ a: `${"x".repeat(200_000)}\n${words}${"y".repeat(9_000)}` });
  const masked = mask(text);
  expect(masked).not.toContain("SEKRET");
  for (let held = 200_000; held < 200_000 + length; held++)
    expect(maskInPieces(text, [(held + 4_096) / text.length])).toBe(masked);
});

/** The value with the JSON inside its strings unfolded, and the mark in the place of what `isSecret`. */
function unfold(value: unknown, isSecret: (key: string) => boolean): unknown {
  if (typeof value === "string")
    return value.startsWith("{") ? unfold(JSON.parse(value), isSecret) : value;
  if (Array.isArray(value)) return value.map((item) => unfold(item, isSecret));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      isSecret(key) ? "[masked]" : unfold(inner, isSecret),
    ]),
  );
}

test.each([
  { password: "p" },
  { body: JSON.stringify({ password: "p\\", n: 1 }) },
  { body: hexQuoted({ body: hexQuoted({ password: 'p"q\\', b: [{ token: 5 }] }) }) },
])("quotes that are escaped by their number are quotes: %j", (value) => {
  const text = hexQuoted({ in: hexQuoted(value), after: "plain" });
  expectMasked(text, mask(text));
  expect(unfold(mask(text), () => false)).toEqual(unfold(text, isSecretKey));
});

test("secrets that overlap are masked as one", () => {
  expectMasked(`["://a:b?sig=c@h d"]`, `["://a:[masked] d"]`);
});
