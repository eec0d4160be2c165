import { Attributes } from '../../../lib/resources/attributes';
import type { RawResource } from '../../../lib/resources/raw-resource';

/** One attribute that somebody asked a resource or its provider instance for. */
export interface Read {
  /** The resource's type as written in its document. */
  readonly type: string;
  readonly from: 'resource' | 'provider';
  /** Method of `Attributes`. */
  readonly method: string;
  /** Dotted, from the resource on: a block's own paths stand behind the block's. */
  readonly path: string;
}

/** Notes what is asked of the resources that it watches. */
export class ReadRecorder {
  private readonly noted = new Map<string, Read>();

  reads(): readonly Read[] {
    return [...this.noted.values()];
  }

  watch(resource: RawResource): RawResource {
    const { type, provider, attributes, before } = resource;
    const ofResource = this.note(type, 'resource');
    return {
      ...resource,
      attributes: watched(attributes, ofResource),
      ...(before === undefined ? {} : { before: watched(before, ofResource) }),
      provider: { ...provider, attributes: watched(provider.attributes, this.note(type, 'provider')) },
    };
  }

  private note(type: string, from: Read['from']): Note {
    return (method, path) => {
      const key = `${type} ${from} ${method} ${path}`;
      if (!this.noted.has(key)) this.noted.set(key, { type, from, method, path });
    };
  }
}

type Note = (method: string, path: string) => void;

/** The same attributes; each call of a method is noted, also on the blocks that a call hands out. */
function watched(attributes: Attributes, note: Note, block = ''): Attributes {
  return new Proxy(attributes, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      // It asks for nothing, and hands out the same.
      if (name === 'recording') return (asked: Set<string>) => watched(target.recording(asked), note, block);
      return (path: string, ...rest: readonly unknown[]): unknown => {
        const whole = block === '' ? path : `${block}.${path}`;
        note(String(name), whole);
        return watchBlocks(member.call(target, path, ...rest), note, whole);
      };
    },
  });
}

function watchBlocks(answer: unknown, note: Note, path: string): unknown {
  if (answer instanceof Attributes) return watched(answer, note, path);
  if (Array.isArray(answer)) return answer.map((one: unknown) => watchBlocks(one, note, path));
  if (typeof answer === 'object' && answer !== null && 'value' in answer && Array.isArray(answer.value)) {
    return { ...answer, value: watchBlocks(answer.value, note, path) };
  }
  return answer;
}
