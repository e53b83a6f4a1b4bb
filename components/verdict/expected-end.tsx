"use client";

import { useZone } from "#components/shell/preferences.tsx";
import {
  formatExpectedEnd,
  type ExpectedEnd as Props,
} from "#lib/domain/durations/expected-end.ts";

/** The only part of a verdict that depends on the reader's zone, which the server learns after the first visit. */
export function ExpectedEnd(props: Props) {
  return formatExpectedEnd(props, useZone());
}
