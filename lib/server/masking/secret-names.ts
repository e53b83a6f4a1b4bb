import "server-only";

/*
 * How secrets are called, in small letters and digits alone: `Callback-Token` is `callbacktoken`. Fields
 * of JSON, parameters of addresses, headers and variables all go by these lists.
 */

/** What keys of secrets end with. */
export const secretEndings: readonly string[] = [
  ...["password", "passwords", "passwd", "pwd", "passphrase", "passcode", "passwordhash"],
  ...["secret", "secrets", "token", "jwt", "credential", "credentials", "auth", "authorization"],
  ...["accesstokens", "apitokens", "authtokens", "refreshtokens", "sessiontokens", "bearertokens"],
  ...["apikey", "apikeys", "accesskey", "accesskeys", "accountkey", "authkey", "encryptionkey"],
  ...["masterkey", "privatekey", "privatekeys", "secretkey", "secretkeys", "sharedkey", "privkey"],
  ...["signingkey", "sshkey", "subscriptionkey", "accesskeyid", "secretkeybase", "secretid"],
  ...["cookie", "cookies", "sessionid", "sessid", "connectionstring", "connstring", "connstr"],
  ...["authcode", "authorizationcode", "onetimecode", "recoverycode", "recoverycodes"],
  ...["serviceaccountjson", "serviceaccountinfo", "dockerconfigjson", "kubeconfig", "creds"],
];

/** What ends alike and is no secret: places in a list, words of a language model, passes of a renderer. */
export const plainEndings: readonly string[] = [
  ...["pagetoken", "nexttoken", "continuationtoken", "synctoken", "cancellationtoken"],
  ...["starttoken", "endtoken", "stoptoken", "padtoken", "bostoken", "eostoken", "unktoken"],
  ...["bypass", "allpass", "bandpass", "highpass", "lowpass", "boardingpass"],
  ...["firstpass", "secondpass", "thirdpass", "nextpass", "prevpass", "lastpass", "finalpass"],
  ...["singlepass", "multipass", "onepass", "twopass", "prepass", "postpass", "forwardpass"],
  ...["backwardpass", "renderpass", "depthpass", "beautypass", "shadowpass", "colorpass"],
];

/** Secret where a word begins with them and the key ends: `DB_PASS`, but not `compass`. */
const secretWords = [
  ...["pass", "pw", "pat", "otp", "totp", "psk", "cred", "bearer", "passkey", "pgpass"],
  ...["dbpass", "ftppass", "mailpass", "smtppass", "userpass", "rootpass", "adminpass"],
  ...["otpcode", "totpcode", "mfacode", "logincode", "devicecode", "verificationcode"],
] as const;

/** Whose key is a secret; another one may be of a row, a layer, a cache or a translation. */
const keyHolders = [
  // What it is for.
  ...["activation", "admin", "aes", "app", "application", "authentication", "bot", "certificate"],
  ...["cipher", "client", "consumer", "cookie", "crypto", "decryption", "deploy", "deployment"],
  ...["ecdsa", "ed25519", "enc", "gpg", "hmac", "ingestion", "integration", "jwe", "jws", "jwt"],
  ...["licence", "license", "management", "merchant", "pgp", "recovery", "rsa", "security"],
  ...["server", "service", "session", "sign", "ssl", "storage", "symmetric", "tls", "webhook"],
  ...["wrapping", "write", "ssecustomer"],
  // Who takes it.
  ...["adyen", "airtable", "algolia", "amplitude", "anthropic", "auth0", "aws", "azure", "bedrock"],
  ...["braintree", "claude", "cloudflare", "cloudinary", "cohere", "cosmos", "cosmosdb", "datadog"],
  ...["deepseek", "digitalocean", "discord", "elevenlabs", "eventhub", "fal", "fastly", "figur"],
  ...["firebase", "gcp", "gemini", "github", "gitlab", "google", "googlemaps", "grafana", "groq"],
  ...["heroku", "hf", "hubspot", "huggingface", "langsmith", "mailchimp", "mailgun", "mapbox"],
  ...["mandrill", "minio", "mistral", "mixpanel", "netlify", "newrelic", "notion", "npm", "okta"],
  ...["openai", "openrouter", "pagerduty", "paypal", "perplexity", "pinecone", "plaid", "postmark"],
  ...["qdrant", "replicate", "runpod", "salesforce", "sendgrid", "sentry", "servicebus", "shopify"],
  ...["slack", "snowflake", "splunk", "stabilityai", "stripe", "supabase", "telegram", "twilio"],
  ...["unstructured", "vault", "vercel", "wandb", "weaviate", "zendesk"],
] as const;

/** Whose signature lets one in; another one may be of a function, a file or a piece of music. */
const signatureHolders = [
  ...["access", "amz", "api", "auth", "aws", "body", "cookie", "github", "goog", "google", "hmac"],
  ...[
    "hub",
    "jwt",
    "message",
    "payload",
    "paypal",
    "request",
    "sha1",
    "sha256",
    "shopify",
    "slack",
  ],
  ...["stripe", "svix", "token", "twilio", "url", "webhook", "x"],
] as const;

/** Secret where a word begins with them and the key ends. */
export const secretPhrases: readonly string[] = [
  ...secretWords,
  ...keyHolders.flatMap((holder) => [`${holder}key`, `${holder}keys`]),
  ...signatureHolders.flatMap((holder) => [`${holder}signature`, `${holder}sig`]),
];

/** Secret only as a whole key: a function has a signature, too. */
export const wholeNames: ReadonlySet<string> = new Set([
  ...["signature", "sig", "sign", "hmac", "hdnts", "hdnea"],
]);

/** As headers are written, and parameters after them: `X-Amz-Signature`, `q-signature`. */
export const headerSignature = /-signature(?:-\d{1,4})?$/i;

/** Of an encoder that makes several. */
export const numberedPass = /^pass\d{1,3}$/;

/** What follows a secret word without making it another thing, as a number or a version does: a kind, a place. */
export const trailingWords: readonly string[] = [
  ...["base64", "b64", "hex", "pem", "der", "raw", "plain", "plaintext", "json"],
  ...["value", "values", "string", "header", "confirm", "confirmation", "repeat", "again"],
  ...["prod", "production", "live", "staging", "stage", "sandbox", "dev", "development", "test"],
  ...["old", "new", "current", "previous", "prev", "primary", "secondary", "backup", "default"],
];
