/** One step of a Terraform address or reference: `fabric["wide"]` is name `fabric` with key `"wide"`. */
export interface Step {
  readonly name: string;
  /** The text between the brackets, quotes included; absent where the step has none or a splat. */
  readonly key?: string;
}

/** Splits `module.a["x.y"].t.n[0].id` at its dots. Keys may hold any character. */
export function splitAddress(address: string): readonly Step[] {
  if (!address.includes('[')) return address === '' ? [] : address.split('.').map((name) => ({ name }));
  const steps: Step[] = [];
  let name = '';
  let key: string | undefined;
  const push = (): void => {
    if (name !== '') steps.push(key === undefined ? { name } : { name, key });
    name = '';
    key = undefined;
  };
  for (let i = 0; i < address.length; i++) {
    const c = address.charAt(i);
    if (c === '.') push();
    else if (c === '[') {
      const end = closingBracket(address, i);
      const inner = address.slice(i + 1, end);
      // Only the first bracket can be an instance key; `list[0][1]` goes on inside the value.
      if (key === undefined && inner !== '*') key = inner;
      i = end;
    } else name += c;
  }
  push();
  return steps;
}

function closingBracket(address: string, open: number): number {
  let quoted = false;
  for (let i = open + 1; i < address.length; i++) {
    const c = address[i];
    if (quoted && c === '\\') i++;
    else if (c === '"') quoted = !quoted;
    else if (c === ']' && !quoted) return i;
  }
  return address.length;
}

export const stepText = ({ name, key }: Step): string => (key === undefined ? name : `${name}[${key}]`);

/** The steps of a reference that name the resource: `type.name` or `data.type.name`. */
export function resourceSteps(steps: readonly Step[]): readonly Step[] | undefined {
  const length = steps[0]?.name === 'data' ? 3 : 2;
  return steps.length < length ? undefined : steps.slice(0, length);
}

const TYPE = /^(?:module\.[^.[]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.)*(?:data\.)?([^.[]+)\./;

/** The type in the absolute address of a resource, and the address up to and with the dot behind it; undefined if it is none. */
export function typeIn(address: string): { readonly type: string; readonly beginning: string } | undefined {
  const [beginning, type] = TYPE.exec(address) ?? [];
  return beginning === undefined || type === undefined ? undefined : { type, beginning };
}

/** The module steps at the beginning of an absolute address, and what follows them. */
export function splitModule(steps: readonly Step[]): { modules: readonly Step[]; rest: readonly Step[] } {
  let i = 0;
  while (steps[i]?.name === 'module' && i + 1 < steps.length) i += 2;
  return { modules: steps.slice(0, i).filter((_, n) => n % 2 === 1), rest: steps.slice(i) };
}
