import type { PlatformLimit } from '../reference/platform-limit';
import type { RowSource } from './link-record';

export const rowSource = ({ id, version, source, status, carried }: PlatformLimit): RowSource => ({
  id,
  title: source.title,
  url: source.url,
  version: carried === true ? `${version}, the newest that states a requirement` : version,
  isSecondary: status === 'secondary',
});
