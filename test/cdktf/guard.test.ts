import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as cdktf from 'cdktf';
import * as cdktn from 'cdktn';
import type { Construct } from 'constructs';
import { guard } from '../../cdktf';
import { check } from '../../lib/check';
import { noDeclarations } from '../../lib/declarations/declarations';
import { rules } from '../../policies';
import { runIn } from '../cli/run-in';

const forks = [
  ['cdktf', cdktf],
  ['cdktn', cdktn as unknown as typeof cdktf],
] as const;

describe.each(forks)('the guard in %s', (_, fork) => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'lightbound-cdktf-'));
  });
  afterEach(() => {
    rmSync(outdir, { recursive: true, force: true });
  });

  const network = (scope: Construct, id: string, regions: readonly string[]): void => {
    class OvhProvider extends fork.TerraformProvider {}
    new OvhProvider(scope, 'ovh', {
      terraformResourceType: 'ovh',
      terraformGeneratorMetadata: { providerName: 'ovh' },
      terraformProviderSource: 'ovh/ovh',
    });
    const resource = new fork.TerraformResource(scope, id, {
      terraformResourceType: 'ovh_cloud_project_network_private',
      terraformGeneratorMetadata: { providerName: 'ovh' },
    });
    resource.addOverride('name', id);
    resource.addOverride('regions', regions);
  };
  const app = (): cdktf.App => new fork.App({ outdir });

  /** What the command line of either fork shows of a synthesis, as it left it. */
  const shown = (level = /./u): readonly string[] => {
    const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
      readonly stacks: Readonly<
        Record<string, { readonly annotations: readonly { readonly level: string; readonly message: string }[] }>
      >;
    };
    return Object.values(stacks)
      .flatMap(({ annotations }) => annotations)
      .filter((one) => level.test(one.level))
      .map(({ message }) => message);
  };

  it('fails the synthesis of a stack that stretches a network, with the path of its construct', () => {
    const stretched = app();
    network(new fork.TerraformStack(stretched, 'edge'), 'payments', ['GRA11', 'WAW1']);
    guard(stretched);
    expect(() => stretched.synth()).toThrow(/\[edge\/payments\] broadcast-domain-single-site/);
  });

  it('lets a network in one region through', () => {
    const compliant = app();
    network(new fork.TerraformStack(compliant, 'edge'), 'payments', ['GRA11']);
    guard(compliant);
    expect(() => compliant.synth()).not.toThrow();
  });

  it('leaves nothing that looks whole where a synthesis fails after one that passed', async () => {
    const synthesise = (regions: readonly string[]): void => {
      const one = app();
      network(new fork.TerraformStack(one, 'edge'), 'payments', regions);
      guard(one);
      one.synth();
    };
    const checked = () => runIn(dirname(outdir), 'check', basename(outdir));
    synthesise(['GRA11']);
    expect((await checked()).code).toBe(0);
    expect(() => synthesise(['GRA11', 'WAW1'])).toThrow(/broadcast-domain-single-site/);
    const failed = await checked();
    expect([failed.code, failed.out]).toEqual([3, expect.stringMatching(/the\s+synthesis failed or has not ended/)]);
    synthesise(['GRA11']);
    expect((await checked()).code).toBe(0);
  });

  it('watches every stack that was there', () => {
    const two = app();
    network(new fork.TerraformStack(two, 'first'), 'cache', ['GRA11']);
    network(new fork.TerraformStack(two, 'second'), 'payments', ['GRA11', 'BHS5']);
    guard(two);
    expect(() => two.synth()).toThrow(/\[second\/payments\]/);
  });

  it('notices a stack that was created after it', () => {
    const late = app();
    network(new fork.TerraformStack(late, 'early'), 'cache', ['GRA11']);
    guard(late);
    network(new fork.TerraformStack(late, 'late'), 'batch', ['GRA11']);
    expect(() => late.synth()).toThrow(/\[late\] lightbound: the stack has no guard/);
  });

  // Gravelines and Warsaw: light in fibre needs 11.8 ms.
  const waiver = (more: string): string => {
    const path = join(outdir, 'accepted.yaml');
    const whole =
      'rule: broadcast-domain-single-site, subject: "*payments*", stack: "*", outcome: violation, reason: r, owner: o, ticket: t';
    writeFileSync(path, `waivers: [{ ${whole}, ${more} }]`);
    return path;
  };

  it.each([
    ['holds while its number does', 'until: 2027-03-31, while: minimum round trip <= 20 ms', undefined],
    ['lapses with it', 'until: 2027-03-31, while: minimum round trip <= 5 ms', /has lapsed: "minimum round/],
    ['ends with its day', 'until: 2026-11-29', /The waiver of o \(t\) has expired: it ended on 2026-11-29/],
  ])('with a waiver that %s', (_name, more, fails) => {
    const accepted = app();
    const stack = new fork.TerraformStack(accepted, 'edge');
    network(stack, 'payments', ['GRA11', 'WAW1']);
    guard(accepted, { waivers: waiver(more), today: '2026-11-30' });
    if (fails === undefined) {
      accepted.synth();
      expect(shown().filter((text) => text.includes('Waived by o until 2027-03-31'))).toHaveLength(1);
    } else expect(() => accepted.synth()).toThrow(fails);
  });

  it('warns of a waiver that is about nothing in the whole app', () => {
    const two = app();
    const first = new fork.TerraformStack(two, 'first');
    network(first, 'cache', ['GRA11']);
    network(new fork.TerraformStack(two, 'second'), 'cache', ['GRA11']);
    guard(two, { waivers: waiver('until: 2027-03-31'), today: '2026-11-30' });
    two.synth();
    expect(shown().filter((text) => text.includes('is unused'))).toHaveLength(1);
  });

  it('says once what is declared so that it finds less, also where it then finds nothing', () => {
    const facts = join(outdir, 'facts.yaml');
    writeFileSync(facts, 'check: { failOn: never }\nrules: { broadcast-domain-single-site: off }\n');
    const two = app();
    const first = new fork.TerraformStack(two, 'first');
    network(first, 'payments', ['GRA11', 'WAW1']);
    network(new fork.TerraformStack(two, 'second'), 'cache', ['GRA11']);
    guard(two, { facts, today: '2026-11-30' });
    two.synth();
    expect(shown(/warn/u).filter((text) => text.includes('check.failOn is never'))).toHaveLength(1);
    expect(
      shown(/info/u).filter((text) => text.includes('broadcast-domain-single-site is off, not error')),
    ).toHaveLength(1);
  });

  it('says it once where a stack stands within another', () => {
    const facts = join(outdir, 'facts.yaml');
    writeFileSync(facts, 'check: { failOn: never }\n');
    const nested = app();
    const outer = new fork.TerraformStack(nested, 'outer');
    network(new fork.TerraformStack(outer, 'inner'), 'cache', ['GRA11']);
    guard(nested, { facts, today: '2026-11-30' });
    nested.synth();
    const inner = Object.values(nested.manifest.stacks).at(-1);
    const texts = inner?.annotations.map(({ message }) => message) ?? [];
    expect(texts.filter((text) => text.includes('check.failOn is never'))).toHaveLength(1);
  });

  it('says what a trusted copy does not let facts change', () => {
    const [trusted, facts] = [join(outdir, 'trusted.yaml'), join(outdir, 'tree.yaml')];
    writeFileSync(trusted, 'rules: { broadcast-domain-single-site: error }\n');
    writeFileSync(facts, 'rules: { broadcast-domain-single-site: off }\n');
    const tried = app();
    const stack = new fork.TerraformStack(tried, 'edge');
    network(stack, 'cache', ['GRA11']);
    guard(tried, { facts, configFrom: trusted, today: '2026-11-30' });
    tried.synth();
    expect(shown().filter((text) => text.includes('is not taken: '))).toHaveLength(1);
  });

  it('refuses an app without stacks, over which it would watch in vain', () => {
    expect(() => {
      guard(app());
    }).toThrow('the app has no stacks yet');
  });

  it('warns of a module, whose inside it cannot see', () => {
    const modular = app();
    const stack = new fork.TerraformStack(modular, 'edge');
    network(stack, 'cache', ['GRA11']);
    new fork.TerraformHclModule(stack, 'vpc', { source: 'terraform-aws-modules/vpc/aws', version: '5.0.0' });
    guard(modular);
    modular.synth();
    expect(shown().filter((text) => text.includes('module'))).toHaveLength(1);
  });

  it('finds in the synthesised files what it finds in the app', () => {
    const unguarded = app();
    network(new fork.TerraformStack(unguarded, 'edge'), 'payments', ['GRA11', 'WAW1']);
    unguarded.synth();
    const path = 'stacks/edge/cdk.tf.json';
    const documents = [{ path, bytes: readFileSync(join(outdir, path)) }];
    const { findings, inputs } = check({
      documents,
      declarations: noDeclarations,
      rules,
      version: '0',
      today: '2026-01-01',
    });
    expect(inputs).toMatchObject([{ kind: 'cdktf-stack' }]);
    expect(findings).toMatchObject([{ ruleId: 'broadcast-domain-single-site', outcome: 'violation', level: 'error' }]);
    expect(findings[0]?.resources[0]).toMatchObject({ construct: 'edge/payments' });
  });
});
