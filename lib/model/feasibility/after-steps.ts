import { formatBandwidth, formatDataRate, formatDuration, formatSize, measure } from '../quantity';
import { bytes, type Seconds } from '../units';
import type { Numbers } from './numbers';
import type { Question } from './question';
import type { Step } from './step';

/** What comes on top of a live move, and what ends it: its disk, the patience of the platform, post-copy. */
export function afterSteps(
  question: Question,
  { live, postCopy, timeout, carried, diskCopy, totalTime }: Numbers,
): readonly Step[] {
  const steps: Step[] = [];
  const push = (name: string, formula: string, working: string, result: Seconds, source: string): void => {
    steps.push({ name, formula, working, result: measure('duration', result), source });
  };
  const rate = carried === undefined ? '' : formatBandwidth(carried.rate);
  const { disk, memory, timeoutPerGib, sharedStorage = true } = question;
  if (diskCopy !== undefined && diskCopy > 0 && disk !== undefined) {
    push(
      'copy of the disk',
      'disk x 8 / rate',
      `${formatSize(disk)} x 8 / ${rate}`,
      diskCopy,
      'the storage is not shared',
    );
    if (live !== undefined && totalTime !== undefined && Number.isFinite(totalTime)) {
      const memoryTime = formatDuration(live.preCopy.totalTime);
      push(
        'total time with the disk',
        'copy of the disk + total migration time',
        `${formatDuration(diskCopy)} + ${memoryTime}`,
        totalTime,
        'the memory follows the disk',
      );
    }
  }
  if (timeout !== undefined && memory !== undefined && timeoutPerGib !== undefined) {
    const size =
      sharedStorage || disk === undefined ? formatSize(memory) : `(${formatSize(memory)} + ${formatSize(disk)})`;
    const working = `${size} x ${formatDuration(timeoutPerGib)} / GiB`;
    push('time until the platform gives up', 'size x seconds per GiB', working, timeout, 'default of the platform');
  }
  if (postCopy !== undefined && question.postCopy !== false) {
    const { startup, arrival, bandwidth } = postCopy.transfer;
    const start = startup === 0 ? '' : `start ${formatDuration(startup)} + switch ${formatDuration(arrival)} + `;
    const onWire = bytes(bandwidth * postCopy.degradedTime);
    const working = `${start}${formatSize(onWire)} / ${formatDataRate(bandwidth)}`;
    const fault = formatDuration(postCopy.faultTime);
    const cost = `each page touched meanwhile costs ${fault}; if the link breaks, the guest is lost`;
    push('post-copy instead', 't0 + M / B', working, postCopy.totalTime, `Hines et al. 2009; ${cost}`);
  }
  return steps;
}
