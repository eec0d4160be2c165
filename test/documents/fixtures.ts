import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Known } from '../../lib/graph/known';
import type { Reading } from '../../lib/resources/document';
import type { RawResource } from '../../lib/resources/raw-resource';
import { readDocument } from '../../lib/documents/read-document';

const PLANS = path.join(__dirname, '../fixtures/plans');

export const planText = (name: string, file = 'plan.json'): string =>
  readFileSync(path.join(PLANS, name, file), 'utf8');

export const readPlan = (name: string, file?: string): Reading => readText(planText(name, file), `${name}.json`);

export const readText = (text: string, name = 'input.json'): Reading =>
  readDocument({ path: name, bytes: Buffer.from(text) });

export const readJson = (value: unknown, name?: string): Reading => readText(JSON.stringify(value), name);

export function resourceAt(reading: Reading, address: string): RawResource {
  const found = reading.resources.find(({ ref }) => ref.address === address);
  if (found === undefined)
    throw new Error(`no ${address} among ${reading.resources.map((r) => r.ref.address).join(', ')}`);
  return found;
}

/** The value, or in angle brackets why there is none. */
export const valueOf = <T>(value: Known<T>): T | string => (value.known ? value.value : `<${value.reason.kind}>`);

export const listOf = <T>(value: Known<readonly Known<T>[]>): readonly (T | string)[] | string =>
  value.known ? value.value.map(valueOf) : `<${value.reason.kind}>`;

/** The least that Terraform writes for a plan with these resource changes. */
export const planOf = (changes: readonly unknown[], more: object = {}): object => ({
  format_version: '1.2',
  terraform_version: '1.11.4',
  planned_values: { root_module: {} },
  resource_changes: changes,
  configuration: {},
  ...more,
});

export const changeOf = (address: string, change: object, more: object = {}): object => ({
  address,
  mode: 'managed',
  type: address.split('.')[0],
  name: address.split('.')[1],
  provider_name: 'registry.terraform.io/hashicorp/aws',
  change: {
    actions: ['create'],
    before: null,
    after: {},
    after_unknown: {},
    before_sensitive: false,
    after_sensitive: {},
    ...change,
  },
  ...more,
});
