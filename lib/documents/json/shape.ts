import type { UnknownMask } from '../../resources/attribute-tree';
import { InputError } from '../../resources/document';
import { isObject, type JsonObject } from '../../resources/json-object';

const kindOf = (value: unknown): string => {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/** Reads the parts of one document that must have a certain shape; what has another one is an `InputError`. */
export class Shape {
  constructor(
    readonly document: string,
    private readonly what: string,
  ) {}

  object(value: unknown, path: string): JsonObject {
    return isObject(value) ? value : this.fail(value, path, 'an object');
  }

  list(value: unknown, path: string): readonly unknown[] {
    return Array.isArray(value) ? value : this.fail(value, path, 'a list');
  }

  /** A list, or nothing where the producer leaves out empty ones. */
  optionalList(value: unknown, path: string): readonly unknown[] {
    return value === undefined || value === null ? [] : this.list(value, path);
  }

  optionalObject(value: unknown, path: string): JsonObject {
    return value === undefined || value === null ? {} : this.object(value, path);
  }

  /** A string with something in it. */
  text(value: unknown, path: string): string {
    return typeof value === 'string' && value !== '' ? value : this.fail(value, path, 'a string');
  }

  /** Marks of unknown or sensitive values of a resource: a boolean, or an object with marks in it. */
  mask(value: unknown, path: string): UnknownMask {
    if (value === null || value === undefined || typeof value === 'boolean' || isObject(value)) {
      return value as UnknownMask;
    }
    return this.fail(value, path, 'true, false or an object');
  }

  /** A list of strings, or nothing. */
  optionalTexts(value: unknown, path: string): readonly string[] {
    return this.optionalList(value, path).map((item, index) => this.text(item, `${path}[${index}]`));
  }

  /** @throws InputError with what is wrong with the document, such as `resources[0].mode is missing` */
  refuse(what: string): never {
    throw new InputError(this.document, `is malformed as ${this.what}: ${what}; export it again`);
  }

  private fail(value: unknown, path: string, wanted: string): never {
    const found = value === '' ? 'empty' : kindOf(value);
    return this.refuse(`${path} is ${found}, not ${wanted}`);
  }
}
