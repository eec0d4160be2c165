import { isDisturbed } from '../measurements-file';
import { type Case, signedError } from './case';
import { blocks, paragraph } from './markdown';
import { casesAt, farthestTable, firstPassErrorOf, rangeText, rateTable, spotTable } from './weak-spots';

/* The words of section 5; a test holds their claims to the rows. */

export const weakText = (cases: readonly Case[]): string =>
  blocks(
    '## 5. Where the model is wrong, and why',
    paragraph(`
      Runs in a table were chosen by what was set, not by how far off they are. "First pass" is the time until the second begins;
      the error behind it is its own.`),
    ...windowText(cases),
    ...fastText(cases),
    ...multifdText(cases),
    ...edgeText(cases),
    ...throttleText(cases),
    '### Farthest off',
    'Total time, whatever the reason:',
    farthestTable(cases, 'total'),
    'Downtime:',
    farthestTable(cases, 'downtime'),
  );

const totalRange = (cases: readonly Case[]): string => rangeText(cases, (one) => signedError(one, 'total'));
const downtimeRange = (cases: readonly Case[]): string => rangeText(cases, (one) => signedError(one, 'downtime'));
const firstPassRange = (cases: readonly Case[]): string => rangeText(cases, firstPassErrorOf);

const windowText = (cases: readonly Case[]): readonly string[] => [
  '### Bandwidth-delay product close to the window, and beyond',
  paragraph(`
    A sender that waits for room in its socket is woken only when a good part of it is free, and then sends a burst. Where the
    bandwidth-delay product is about what a socket holds, the line stands still between bursts: rates there are up to a fifth
    below those of a window in each round trip. With that in the model, totals close to the window are off by
    ${totalRange(casesAt(cases, 'nearWindow'))}, and first passes by ${firstPassRange(casesAt(cases, 'nearWindow'))}. Which
    congestion window a run had was not recorded.`),
  spotTable(cases, 'nearWindow'),
  paragraph(`
    At 1 Gbit/s over 75 ms and more totals are off by ${totalRange(casesAt(cases, 'longAndFast'))}. Two runs over the same link
    that differ in what they sent give the rate between them, without start and end:`),
  rateTable(cases),
  spotTable(cases, 'longAndFast'),
];

function fastText(cases: readonly Case[]): readonly string[] {
  const sound = casesAt(cases, 'fastAndShort').filter((one) => !isDisturbed(one));
  return [
    '### 1 Gbit/s with a queue of 25 ms',
    paragraph(`
      First passes of undisturbed runs are off by ${firstPassRange(sound)}, totals by ${totalRange(sound)}: packets are dropped
      in all of them, and the emulator and both ends share two cores.`),
    spotTable(cases, 'fastAndShort'),
  ];
}

const multifdText = (cases: readonly Case[]): readonly string[] => [
  '### multifd',
  paragraph(`
    Totals are off by ${totalRange(casesAt(cases, 'multifd'))}, downtimes by ${downtimeRange(casesAt(cases, 'multifd'))}. All streams
    wait for the slowest at the end of each iteration, and which share each has of the link is chance: the same point took 7.0 s
    in the earlier sweep and 12.4 s in this one (\`multifd-8\`). The model knows a mean loss, and the mean of a longer end.`),
  spotTable(cases, 'multifd'),
];

const edgeText = (cases: readonly Case[]): readonly string[] => [
  '### Close to the edge',
  paragraph(`
    At 0.9 of the edge a link that is 1 % slower takes several per cent longer; that the totals are off by
    ${totalRange(casesAt(cases, 'nearEdge'))} says how well the rate is known. Cyclic writers whose working set is 1.1 times what
    can be sent within the limit end although they write twice as fast as the link carries; those of 1.6 times do not.`),
  spotTable(cases, 'nearEdge'),
];

function throttleText(cases: readonly Case[]): readonly string[] {
  const throttled = cases.filter(({ point }) => point.mode === 'auto-converge');
  return [
    '### Auto-converge',
    paragraph(`
      The table stands in section 3. Totals are off by ${totalRange(throttled)}, downtimes by ${downtimeRange(throttled)}. The
      downtimes that are predicted far too long are those of a guest slowed by 90 %. There the interpreter's processor sleeps for
      up to 90 ms, and QEMU waits for it when it asks what was written: meanwhile the socket drains, which shortens what stands
      between stop and start. That is likely, not proven, and not so under KVM; it is not in the model.`),
  ];
}
