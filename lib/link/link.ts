/** The door of this room: what is written becomes a link that was asked about, and that becomes a record. */
export { linkRecordOf } from './link-record-of';
export { readLink } from './read-options';
