import { ClientError, ResponseBodyError } from "openid-client";
import { expect, test } from "vitest";
import { describeOidcError } from "./describe-oidc-error.ts";

test("an error is told with its causes, by the library's words alone", () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:9"), {
    code: "ECONNREFUSED",
  });
  const failed = new TypeError("fetch failed", { cause: refused });
  const thrown = new ClientError("something went wrong", { cause: failed });
  expect(describeOidcError(thrown)).toBe(
    "ClientError: something went wrong, caused by TypeError, caused by Error ECONNREFUSED",
  );
  expect(describeOidcError(undefined)).toBe("");
});

test("nothing that the provider wrote is told, but its word for the error", () => {
  const tell = (error: string) =>
    describeOidcError(
      new ResponseBodyError("server responded with an error in the response body", {
        cause: { error, error_description: "s3cr3t" },
        response: new Response(null, { status: 400 }),
      }),
    );
  const told = "server responded with an error in the response body";
  expect(tell("invalid_client")).toBe(
    `ResponseBodyError OAUTH_RESPONSE_BODY_ERROR invalid_client: ${told}`,
  );
  expect(tell("the code s3cr3t")).toBe(`ResponseBodyError OAUTH_RESPONSE_BODY_ERROR: ${told}`);
  const parsing = new SyntaxError(`Unexpected token in "{'access_token':'s3cr3t'"`);
  expect(describeOidcError(parsing)).toBe("SyntaxError");
});
