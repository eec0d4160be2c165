/** A plan that ships with the program, recorded from a real provider; `examples/README.md` tells how. */
export const demoPlan = 'examples/plan.json';

/** Facts for that plan, and how a check with them ends. */
export const demoRuns = [
  {
    title: 'A vSAN cluster and a vMotion network stretched from Vienna to Dublin:',
    facts: 'examples/facts/far.yaml',
    ends: 1,
  },
  { title: 'The same plan, with both sites in one metro area:', facts: 'examples/facts/metro.yaml', ends: 0 },
] as const;

export const demoFiles: readonly string[] = [demoPlan, ...demoRuns.map(({ facts }) => facts)];
