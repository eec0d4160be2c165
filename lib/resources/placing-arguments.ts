import { camelCase } from './naming';

/** Provider arguments that can tell where its resources stand, or whose they are. All others may be secrets and are never handed out. */
const PLACING = [
  'address',
  'alias',
  'api_url',
  'auth_url',
  'cloud',
  'datacenter',
  'endpoint',
  'hcx',
  'host',
  'hostname',
  'ip',
  'location',
  'nsxt_host',
  'region',
  'server',
  'site',
  'tenant_id',
  'tenant_name',
  'url',
  'vcenter_server',
  'vmc_url',
  'vsphere_server',
  'zone',
];

const NAMES = new Set([...PLACING, ...PLACING.map(camelCase)]);

export const isPlacing = (argument: string): boolean => NAMES.has(argument);

/** A host or URL without the user and password that may stand in it. */
export const withoutUserInfo = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\/\/[^/?#\s]*@/, '//') : value;

/** Stands for a value that is there and must not be seen. */
export const HIDDEN = '(hidden)';
