import type { PlatformLimit } from '../reference/platform-limit';
import type { RowSource } from './link-record';

export const rowSource = ({ id, version, source }: PlatformLimit): RowSource => ({
  id,
  title: source.title,
  url: source.url,
  version,
});
