import "server-only";

const held = new Map<string, unknown>();
const registry: Map<string, unknown> = Reflect.get(globalThis, Symbol.for("gantry")) ?? held;
Reflect.set(globalThis, Symbol.for("gantry"), registry);

/**
 * One value per process. Next bundles route handlers, pages and instrumentation apart, so a
 * module-level value would exist once in each bundle.
 */
export function processWide<T>(name: string, create: () => T): T {
  if (!registry.has(name)) registry.set(name, create());
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is held under a name was made by the same call
  return registry.get(name) as T;
}
