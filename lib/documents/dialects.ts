import { cdktfStack } from './cdktf/cdktf-stack';
import type { Dialect } from './json/dialect';
import { pulumiExport } from './pulumi/pulumi-export';
import { pulumiPreview } from './pulumi/pulumi-preview';
import { terraformPlan } from './terraform/terraform-plan';
import { terraformState } from './terraform/terraform-state';
import { terraformStateFile } from './terraform/terraform-state-file';

/** Every kind of document that is read. The first that recognises one reads it: a state has nothing that a plan lacks. */
export const dialects: readonly Dialect[] = [
  terraformPlan,
  terraformState,
  terraformStateFile,
  pulumiPreview,
  pulumiExport,
  cdktfStack,
];
