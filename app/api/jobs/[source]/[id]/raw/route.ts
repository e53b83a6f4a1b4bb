import { documentRoute } from "#lib/server/http/document-route.ts";

export const GET = documentRoute("raw");
