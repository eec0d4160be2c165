import { parseArgs } from 'node:util';
import type { LinkKind } from './link/link';

export type Task =
  | { readonly kind: 'gate'; readonly count: number; readonly link: LinkKind; readonly out?: string }
  | { readonly kind: 'sweep'; readonly link: LinkKind; readonly out?: string }
  | { readonly kind: 'compare'; readonly file?: string }
  | { readonly kind: 'report' };

export const usage = `Usage: npm run validate -- --points <1-12> [--link relay|tun] [--out <file>]
       npm run validate -- --sweep [--link tun|relay] [--out <file>]
       npm run validate -- --compare [<file>]
       npm run validate -- --report`;

export class UsageError extends Error {}

export function parseOptions(args: readonly string[], most: number): Task {
  const { values, positionals } = parse(args);
  const { points, sweep = false, compare = false, report = false, out } = values;
  if ([points !== undefined, sweep, compare, report].filter(Boolean).length !== 1)
    throw new UsageError('one of --points, --sweep, --compare and --report is needed');
  const [file, ...more] = positionals;
  if (more.length > 0 || (file !== undefined && !compare)) throw new UsageError(`unexpected: ${positionals.join(' ')}`);
  if (report) return { kind: 'report' };
  if (compare) return { kind: 'compare', ...(file !== undefined && { file }) };
  const link = linkKind(values.link ?? (sweep ? 'tun' : 'relay'));
  const rest = { link, ...(out !== undefined && { out }) };
  if (sweep) return { kind: 'sweep', ...rest };
  const count = Number(points);
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw new UsageError(`--points takes a number from 1 to ${most}`);
  return { kind: 'gate', count, ...rest };
}

interface Given {
  readonly values: {
    readonly points?: string;
    readonly sweep?: boolean;
    readonly compare?: boolean;
    readonly report?: boolean;
    readonly link?: string;
    readonly out?: string;
  };
  readonly positionals: readonly string[];
}

function parse(args: readonly string[]): Given {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        points: { type: 'string' },
        sweep: { type: 'boolean' },
        compare: { type: 'boolean' },
        report: { type: 'boolean' },
        link: { type: 'string' },
        out: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function linkKind(name: string): LinkKind {
  if (name === 'relay' || name === 'tun') return name;
  throw new UsageError(`--link is relay or tun, not ${name}`);
}
