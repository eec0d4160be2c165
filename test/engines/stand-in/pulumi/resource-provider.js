#!/usr/bin/env node
// A resource provider for any package: it accepts everything and gives back what it was given.
// The engine finds it under the name `pulumi-resource-<package>`, as a link to this file.
const { createHash } = require('node:crypto');
const { basename } = require('node:path');
const { isDeepStrictEqual } = require('node:util');
const { Struct } = require('google-protobuf/google/protobuf/struct_pb');
const { ReadRequest } = require('@pulumi/pulumi/proto/provider_pb');
const { main } = require('@pulumi/pulumi/provider');

const invokeFixtures = JSON.parse(process.env.LIGHTBOUND_INVOKE_FIXTURES ?? '[]');
const standing = JSON.parse(process.env.LIGHTBOUND_STANDING_FIXTURES ?? '{}');

const ownName = basename(process.argv[1]).replace('pulumi-resource-', '');
const schema = JSON.parse(process.env.LIGHTBOUND_SCHEMA_FIXTURES ?? '{}')[ownName];

// To import a resource the engine sends no state, which the SDK does not expect.
const stateOf = ReadRequest.prototype.getProperties;
ReadRequest.prototype.getProperties = function () {
  return stateOf.call(this) ?? new Struct();
};

const idOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12);

const matches = (fixture, token, args) =>
  fixture.token === token &&
  Object.entries(fixture.match ?? {}).every(([name, value]) => isDeepStrictEqual(args[name], value));

main(
  {
    version: '0.0.1',
    schema: JSON.stringify(schema),
    check: async (_urn, _olds, news) => ({ inputs: news }),
    diff: async (_id, _urn, olds, news) => ({ changes: !isDeepStrictEqual(olds, news) }),
    create: async (urn, inputs) => ({ id: `${urn.split('::').pop()}-${idOf(urn)}`, outs: inputs }),
    read: async (id, _urn, props) => {
      const found = { ...props, ...standing[id] };
      return { id, props: found, inputs: found };
    },
    update: async (_id, _urn, _olds, news) => ({ outs: news }),
    delete: async () => undefined,
    invoke: async (token, args) => {
      const { values } = invokeFixtures.find((fixture) => matches(fixture, token, args)) ?? {};
      return { outputs: { id: idOf(token + JSON.stringify(args)), ...args, ...values } };
    },
  },
  process.argv.slice(2),
);
