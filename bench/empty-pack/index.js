// The least that a pack can be: what Pulumi's own SDK costs, before any policy.
const { PolicyPack } = require('@pulumi/policy');

new PolicyPack('empty', { policies: [] });
