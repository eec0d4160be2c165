import type { Step } from './address';
import { beginsSequence } from './template';

const NAME = /[A-Za-z_][\w-]*/y;
const PART = /[A-Za-z_][\w-]*|\d+|\*/y;
const NUMBER = /[\w.]+/y;
/** An index that is written out, or a splat. */
const INDEX = /\[\s*(?:(\d+|"(?:[^"\\$%]|\\.)*")|\*)\s*\]/y;

/**
 * The traversals (`aws_vpc.main.id`, `data.x.y[0].id`, `var.a`) in an expression, also those inside function calls,
 * indexes and string literals. Splats and computed indexes have no key.
 *
 * @param onStep called for every sign, name or number that is read
 */
export function traversals(expression: string, onStep: () => void = () => undefined): readonly (readonly Step[])[] {
  return new Scan(expression, onStep).run();
}

interface Traversal {
  readonly steps: Step[];
  last: { readonly name: string; key?: string };
}

/** What the scan is inside of: a sequence of a template counts as a brace. An index belongs to a traversal, which goes on behind it. */
type Frame = { readonly kind: 'list' | 'text' | 'brace' } | { readonly kind: 'index'; readonly traversal: Traversal };

/** Reads an expression once; what it is inside of stands in a list, since the input decides how deep that is. */
class Scan {
  private readonly found: (readonly Step[])[] = [];
  private readonly inside: Frame[] = [];
  private braces = 0;
  private at = 0;

  constructor(
    private readonly expression: string,
    private readonly onStep: () => void,
  ) {}

  run(): readonly (readonly Step[])[] {
    while (this.at < this.expression.length) {
      this.onStep();
      if (this.inside.at(-1)?.kind === 'text') this.text();
      else this.code();
    }
    while (this.inside.length > 0) this.leave();
    return this.found;
  }

  private text(): void {
    const c = this.expression[this.at];
    if (c === '"') this.inside.pop();
    if (beginsSequence(this.expression, this.at)) {
      this.openBrace();
      this.at += 2;
    } else this.at += c === '\\' ? 2 : 1;
  }

  private code(): void {
    const c = this.expression.charAt(this.at);
    const name = this.match(NAME)?.[0];
    if (name !== undefined) {
      const last = { name };
      this.at += name.length;
      this.follow({ steps: [last], last });
    } else if (/[\d.]/.test(c)) this.at += this.match(NUMBER)?.[0].length ?? 1;
    else {
      this.at++;
      if (c === '"') this.inside.push({ kind: 'text' });
      else if (c === '[') this.inside.push({ kind: 'list' });
      else if (c === ']') this.closeBracket();
      else if (c === '{') this.openBrace();
      else if (c === '}' && this.braces > 0) while (this.leave() !== 'brace');
    }
  }

  /** Goes on with a traversal behind its last step. */
  private follow(traversal: Traversal): void {
    for (;;) {
      this.onStep();
      const sign = this.expression[this.at];
      if (sign === '.') {
        this.at++;
        const part = this.match(PART)?.[0];
        if (part === undefined) break;
        if (/^\d/.test(part)) traversal.last.key ??= part;
        else if (part !== '*') traversal.steps.push((traversal.last = { name: part }));
        this.at += part.length;
      } else if (sign === '[') {
        const index = this.match(INDEX);
        if (index === undefined) {
          this.at++;
          this.inside.push({ kind: 'index', traversal });
          return;
        }
        const [whole, key] = index;
        if (key !== undefined) traversal.last.key ??= key;
        this.at += whole.length;
      } else break;
    }
    this.add(traversal);
  }

  private openBrace(): void {
    this.braces++;
    this.inside.push({ kind: 'brace' });
  }

  private closeBracket(): void {
    const frame = this.inside.at(-1);
    if (frame?.kind !== 'list' && frame?.kind !== 'index') return;
    this.inside.pop();
    if (frame.kind === 'index') this.follow(frame.traversal);
  }

  /** Leaves the innermost frame, whether or not it is closed. */
  private leave(): Frame['kind'] | undefined {
    const frame = this.inside.pop();
    if (frame?.kind === 'brace') this.braces--;
    if (frame?.kind === 'index') this.add(frame.traversal);
    return frame?.kind;
  }

  private add({ steps }: Traversal): void {
    if (steps.length > 1) this.found.push(steps);
  }

  /** @param pattern A sticky one. */
  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.expression) ?? undefined;
  }
}
