import "server-only";
import { z } from "zod";
import { SettingError } from "./env.ts";

const listenError = z.object({ code: z.string(), syscall: z.enum(["listen", "getaddrinfo"]) });

/** What cannot be listened at, as a `SettingError` that names the setting; any other error as it is. */
export function explainListening(
  error: unknown,
  { port, portSetting, host }: { port: number; portSetting: string; host: string },
): unknown {
  const { data } = listenError.safeParse(error);
  if (!data) return error;
  const toSettingError = (message: string) => new SettingError(message, { cause: error });
  if (data.code === "EADDRINUSE")
    return toSettingError(`${portSetting} should be a free port, and ${port} is taken`);
  if (data.code === "EACCES")
    return toSettingError(
      `${portSetting} should be a port that this user may listen at, unlike ${port}`,
    );
  return toSettingError(`HOST should be an address of this machine, unlike ${host} (${data.code})`);
}
