// A pack with as many policies of each kind as ours, which look at nothing: what Pulumi's own SDK costs with them.
const { PolicyPack } = require('@pulumi/policy');

const { alone, stack } = JSON.parse(process.env.BENCH_POLICIES);
const silent = (count, name, validate) =>
  Array.from({ length: count }, (_, n) => ({ name: `${name}-${n}`, description: 'Nothing.', ...validate }));

new PolicyPack('silent', {
  policies: [
    ...silent(alone, 'alone', { validateResource: () => undefined, validateStack: () => undefined }),
    ...silent(stack, 'stack', { validateStack: () => undefined }),
  ],
  enforcementLevel: 'mandatory',
});
