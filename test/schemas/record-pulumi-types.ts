/**
 * Records what the published SDKs say of the tokens in our rows, from the Python packages, which `pip` unpacks into a
 * temporary folder. Without arguments the versions stay as they were recorded.
 *
 *     npx ts-node --transpile-only test/schemas/record-pulumi-types.ts vsphere==4.18.2
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { providerTables } from '../../lib/clouds/provider-tables';
import type { CtyType } from './provider-schema';
import { hasPulumiPackage, loadPulumiTypes, pulumiPackages, pulumiTypesFile } from './pulumi-types';

/** One class of the SDK, as text, and the module whose `outputs.py` its types name. */
interface PythonClass {
  readonly text: string;
  readonly folder: string;
}

class PythonSdk {
  private readonly byToken = new Map<string, PythonClass>();
  private readonly outputs = new Map<string, string>();

  constructor(root: string) {
    for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!entry.endsWith('.py')) continue;
      const text = readFileSync(join(root, entry), 'utf8');
      for (const [, token = '', body = ''] of text.matchAll(
        /@pulumi\.type_token\("([^"]+)"\)\n(class [^]*?)(?=\n@pulumi|$(?![^]))/g,
      )) {
        this.byToken.set(token, { text: body, folder: dirname(join(root, entry)) });
      }
    }
  }

  resource(token: string): CtyType | undefined {
    const found = this.byToken.get(token);
    return found && this.objectOf(found);
  }

  /** The getters of a class: the engine's name where it differs from Python's, and the type. */
  private objectOf({ text, folder }: PythonClass): CtyType {
    const getter = /@pulumi\.getter(?:\(name="(\w+)"\))?\n {4}def (\w+)\(self\) -> (.*):\n/g;
    const fields = [...text.matchAll(getter)].map(([, name, own = '', type = '']) => [
      name ?? own,
      this.typeOf(type, folder),
    ]);
    return ['object', Object.fromEntries(fields) as Record<string, CtyType>];
  }

  private typeOf(annotation: string, folder: string): CtyType {
    const type = annotation.trim();
    const wrapped = /^(?:pulumi\.Output|Optional)\[(.*)\]$/.exec(type)?.[1];
    if (wrapped !== undefined) return this.typeOf(wrapped, folder);
    const item = /^Sequence\[(.*)\]$/.exec(type)?.[1];
    if (item !== undefined) return ['list', this.typeOf(item, folder)];
    const value = /^Mapping\[(?:_builtins\.)?str, (.*)\]$/.exec(type)?.[1];
    if (value !== undefined) return ['map', this.typeOf(value, folder)];
    const scalar = scalars[type];
    if (scalar !== undefined) return scalar;
    const output = /^'(?:outputs\.)?(\w+)'$/.exec(type)?.[1];
    if (output === undefined) throw new Error(`${folder}: no type for ${annotation}`);
    return this.objectOf({ text: this.outputClass(output, folder), folder });
  }

  private outputClass(name: string, folder: string): string {
    let text = this.outputs.get(folder);
    if (text === undefined) this.outputs.set(folder, (text = readFileSync(join(folder, 'outputs.py'), 'utf8')));
    const start = text.indexOf(`\nclass ${name}(dict):`);
    if (start < 0) throw new Error(`${folder}/outputs.py has no ${name}`);
    const end = text.indexOf('\n@pulumi.output_type', start);
    return text.slice(start, end < 0 ? undefined : end);
  }
}

const scalars: Readonly<Record<string, CtyType>> = {
  '_builtins.str': 'string',
  '_builtins.int': 'number',
  '_builtins.float': 'number',
  '_builtins.bool': 'bool',
};

function record(provider: string, version: string): void {
  const table = providerTables.find(({ name }) => name === provider);
  if (table === undefined || !hasPulumiPackage(provider)) throw new Error(`${provider}: no package is known`);
  const name = pulumiPackages[provider];
  const folder = mkdtempSync(join(tmpdir(), 'lightbound-sdk-'));
  try {
    execFileSync(
      'python3',
      ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-compile', '--target', folder, `${name}==${version}`],
      { stdio: 'inherit' },
    );
    const sdk = new PythonSdk(join(folder, name.replace('-', '_')));
    const lines = Object.values(table.types)
      .flatMap(({ pulumi }) => pulumi)
      .sort()
      .map((token) => {
        const type = sdk.resource(token);
        if (type === undefined) throw new Error(`${name} ${version} has no ${token}`);
        return `    ${JSON.stringify(token)}: ${JSON.stringify(type)}`;
      });
    const file = pulumiTypesFile(provider);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      `{\n  "package": ${JSON.stringify(name)},\n  "version": ${JSON.stringify(version)},\n  "resources": {\n${lines.join(',\n')}\n  }\n}\n`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const asRecorded = (): readonly string[] =>
  Object.keys(pulumiPackages)
    .filter(hasPulumiPackage)
    .map((provider) => `${provider}==${loadPulumiTypes(provider).version}`);

const wanted = process.argv.slice(2);
for (const one of wanted.length > 0 ? wanted : asRecorded()) {
  const [provider = '', version = ''] = one.split('==');
  record(provider, version);
}
