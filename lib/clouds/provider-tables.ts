import type { ProviderTable } from '../placing/provider-table';
import { aws } from './aws';
import { equinix } from './equinix';
import { hcx } from './hcx';
import { nsxt } from './nsxt/nsxt';
import { openstack } from './openstack';
import { ovh } from './ovh';
import { vsphere } from './vsphere/vsphere';

/** Every cloud and platform that Lightbound knows: one file each. */
export const providerTables: readonly ProviderTable[] = [aws, equinix, hcx, nsxt, openstack, ovh, vsphere];
