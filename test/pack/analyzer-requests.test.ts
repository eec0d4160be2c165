import { AnalyzerService } from '@pulumi/pulumi/proto/analyzer_grpc_pb';
import {
  AnalyzeRequest,
  AnalyzeStackRequest,
  AnalyzerResource,
  AnalyzerStackConfigureRequest,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
} from '@pulumi/pulumi/proto/analyzer_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { listenWhile, type RequestListener } from '../../lib/pack/analyzer-requests';

const methods = ['configure', 'configureStack', 'analyze', 'analyzeStack', 'remediate'] as const;
type Method = (typeof methods)[number];
type Deserialize = (bytes: Uint8Array) => never;

const service = AnalyzerService as unknown as Readonly<Record<Method, { requestDeserialize: Deserialize }>>;

// A process has one server; here each test has one.
const asShipped = methods.map((method) => [method, service[method].requestDeserialize] as const);
afterEach(() => {
  for (const [method, requestDeserialize] of asShipped) {
    Object.defineProperty(service[method], 'requestDeserialize', { value: requestDeserialize, configurable: true });
  }
});

const deaf: RequestListener = {
  configure: () => [],
  configureStack: () => undefined,
  resource: () => undefined,
  stack: () => undefined,
};

/** As the SDK's server: takes what it reads requests with, and then reads one. */
function serve(listener: Partial<RequestListener>): (method: Method, bytes: Uint8Array) => unknown {
  const taken = new Map<Method, Deserialize>();
  listenWhile(
    () => {
      for (const method of methods) {
        taken.set(method, service[method].requestDeserialize);
      }
    },
    { ...deaf, ...listener },
  );
  return (method, bytes) => taken.get(method)?.(bytes);
}

const propertiesOf = (request: unknown): unknown => (request as AnalyzeRequest).getProperties()?.toJavaScript();

const struct = Struct.fromJavaScript({ name: 'n' });

test.each([
  ['none', []],
  ['all but one', ['configure', 'configureStack', 'analyze', 'analyzeStack']],
] as const)('a server that takes %s of the methods is refused', (_, taken) => {
  const start = (): void => {
    listenWhile(() => taken.map((method) => service[method].requestDeserialize), deaf);
  };
  expect(start).toThrow('does not let it see its configuration');
});

test('a resource is told with its properties, of which the SDK gets none', () => {
  const seen: unknown[] = [];
  const read = serve({ resource: ({ urn, inputs, outputs }) => seen.push({ urn, inputs, outputs }) });
  const request = new AnalyzeRequest();
  request.setUrn('urn');
  request.setProperties(struct);
  expect(propertiesOf(read('analyze', request.serializeBinary()))).toEqual({});
  expect(propertiesOf(read('remediate', request.serializeBinary()))).toEqual({});
  expect(seen).toEqual([{ urn: 'urn', inputs: { name: 'n' }, outputs: undefined }]);
});

test.each([true, false])('whether it is a preview is told: %p', (isPreview) => {
  const seen: boolean[] = [];
  const read = serve({ configureStack: (told) => seen.push(told) });
  const request = new AnalyzerStackConfigureRequest();
  request.setDryRun(isPreview);
  read('configureStack', request.serializeBinary());
  expect(seen).toEqual([isPreview]);
});

test('a stack is told with the properties of its resources, of which the SDK gets none', () => {
  const seen: unknown[] = [];
  const read = serve({ stack: (all) => seen.push(all.map(({ urn, outputs }) => ({ urn, outputs }))) });
  const resource = new AnalyzerResource();
  resource.setUrn('urn');
  resource.setProperties(struct);
  const request = new AnalyzeStackRequest();
  request.setResourcesList([resource]);
  const given = read('analyzeStack', request.serializeBinary()) as AnalyzeStackRequest;
  expect(given.getResourcesList().map(propertiesOf)).toEqual([{}]);
  expect(seen).toEqual([[{ urn: 'urn', outputs: { name: 'n' } }]]);
});

describe('the configuration', () => {
  const request = new ConfigureAnalyzerRequest();
  const setting = new PolicyConfig();
  setting.setEnforcementlevel(EnforcementLevel.MANDATORY);
  setting.setProperties(Struct.fromJavaScript({ maxRtt: '3 ms' }));
  request.getPolicyconfigMap().set('advice', setting);
  const levelGiven = (given: unknown): unknown =>
    (given as ConfigureAnalyzerRequest).getPolicyconfigMap().get('advice')?.getEnforcementlevel();

  it('is told whole, and goes on to the SDK', () => {
    const seen: unknown[] = [];
    const read = serve({
      configure: (settings) => {
        seen.push([...settings]);
        return [];
      },
    });
    expect(levelGiven(read('configure', request.serializeBinary()))).toBe(EnforcementLevel.MANDATORY);
    expect(seen).toEqual([[['advice', { level: 'mandatory', properties: { maxRtt: '3 ms' } }]]]);
  });

  it('goes on with policies made advisory that must not be more', () => {
    const read = serve({ configure: () => ['advice', 'no-such-policy'] });
    expect(levelGiven(read('configure', request.serializeBinary()))).toBe(EnforcementLevel.ADVISORY);
  });

  it('that is refused answers the engine with the lines alone', () => {
    const read = serve({
      configure: () => {
        throw new Error('line 1\nline 2');
      },
    });
    const given = read('configure', request.serializeBinary()) as ConfigureAnalyzerRequest;
    let answer: unknown;
    try {
      given.getPolicyconfigMap();
    } catch (error) {
      answer = error;
    }
    expect(answer).toMatchObject({ message: 'line 1\nline 2', stack: 'line 1\nline 2' });
  });
});
