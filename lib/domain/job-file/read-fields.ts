/** Reads the fields of an object that came from outside. Every method throws a sentence naming the field. */
export class FieldReader {
  readonly #record: object;
  readonly #path: string;

  /** `path` names the object in what is thrown. A field that is absent counts as null. */
  constructor(value: unknown, path: string) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new Error(`${path} should be an object`);
    this.#record = value;
    this.#path = path;
  }

  fault(name: string, wanted: string): Error {
    return new Error(`${this.#path}.${name} should be ${wanted}`);
  }

  isNull(name: string): boolean {
    return this.#get(name) === null;
  }

  text(name: string): string {
    const found = this.#get(name);
    if (typeof found !== "string") throw this.fault(name, "a text");
    return found;
  }

  textOrNull(name: string): string | null {
    return this.isNull(name) ? null : this.text(name);
  }

  number(name: string): number {
    const found = this.#get(name);
    if (typeof found !== "number" || !Number.isFinite(found)) throw this.fault(name, "a number");
    return found;
  }

  numberOrNull(name: string): number | null {
    return this.isNull(name) ? null : this.number(name);
  }

  oneOf<Value extends string>(name: string, values: readonly Value[]): Value {
    const found = values.find((each) => each === this.#get(name));
    if (found === undefined) throw this.fault(name, `one of ${values.join(", ")}`);
    return found;
  }

  objectOrNull<Value>(name: string, read: (fields: FieldReader) => Value): Value | null {
    const found = this.#get(name);
    return found === null ? null : read(new FieldReader(found, `${this.#path}.${name}`));
  }

  list<Value>(name: string, max: number, read: (fields: FieldReader) => Value): Value[] {
    const found = this.#get(name) ?? [];
    if (!Array.isArray(found)) throw this.fault(name, "a list");
    if (found.length > max) throw this.fault(name, `a list of at most ${max.toLocaleString("en")}`);
    return found.map((each: unknown, index) =>
      read(new FieldReader(each, `${this.#path}.${name}[${index}]`)),
    );
  }

  #get(name: string): unknown {
    return (Object.hasOwn(this.#record, name) ? Reflect.get(this.#record, name) : null) ?? null;
  }
}
