import { bytesPerSecond, gib, seconds, type Bytes, type BytesPerSecond, type Seconds } from './units';

/*
 * Platforms that give up a migration allow it so many seconds for each GiB of the machine: 800 s in OpenStack Nova, 150 s in
 * `KubeVirt` (lib/reference/data). QEMU by itself goes on for ever.
 */

/**
 * After this time the platform gives up: seconds per GiB x GiB.
 * @param size configured memory, zero or not, and the disks that are copied along
 */
export function migrationTimeout(size: Bytes, perGib: Seconds): Seconds {
  return seconds((size / gib(1)) * perGib);
}

/** Whether the platform gives up before the migration ends; one that never ends is always given up. */
export function givesUp(totalTime: Seconds, size: Bytes, perGib: Seconds): boolean {
  return totalTime > migrationTimeout(size, perGib);
}

/** Below this rate not even a guest that stands still is moved in time, if none of its memory is zero: 1 GiB / limit. */
export function slowestRateInTime(perGib: Seconds): BytesPerSecond {
  return bytesPerSecond(gib(1) / perGib);
}
