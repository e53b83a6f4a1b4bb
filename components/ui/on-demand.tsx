"use client";
import { useEffect, useState, type ComponentType, type ReactNode } from "react";

type Module<Props> = { default: ComponentType<Props> };

/**
 * As React's `lazy`, for a part that opens because somebody asked for it: what follows a fallback React holds back for
 * 300 ms, this comes as soon as its code does. The server never draws it.
 */
export function onDemand<Props extends object>(load: () => Promise<Module<Props>>) {
  let Part: ComponentType<Props> | undefined;

  return function OnDemand(props: Props & { fallback?: ReactNode }) {
    const [, settle] = useState({});
    useEffect(() => {
      const open = async () => {
        Part ??= (await load()).default;
        settle({});
      };
      open().catch((error: unknown) =>
        // Drawing is where the page's own error state catches it.
        settle(() => {
          throw error;
        }),
      );
    }, []);
    return Part ? <Part {...props} /> : props.fallback;
  };
}
