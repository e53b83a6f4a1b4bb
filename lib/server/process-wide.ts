import "server-only";

const held = new Map<string, unknown>();
const registry: Map<string, unknown> = Reflect.get(globalThis, Symbol.for("gantry")) ?? held;
Reflect.set(globalThis, Symbol.for("gantry"), registry);

/**
 * One value per process. The front server loads modules as they are and Next bundles route handlers
 * and pages apart, so a module-level value would exist several times.
 */
export function processWide<T>(name: string, create: () => T): T {
  if (!registry.has(name)) registry.set(name, create());
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is held under a name was made by the same call
  return registry.get(name) as T;
}
