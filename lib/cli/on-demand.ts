/* oxlint-disable typescript/no-require-imports -- `--version`, `--help` and wrong arguments need none of these */
import { packageFile } from '../package-files/package-file';
import type * as check from '../check';
import type * as completion from '../completion/completion-script';
import type * as factsFile from '../facts-file/facts-file';
import type * as loadDeclarations from '../facts-file/load-declarations';
import type * as baseline from '../findings/baseline';
import type * as writeFacts from '../declarations/write-facts';
import type * as askLink from '../link/ask-link';
import type * as askOptions from '../link/ask-options';
import type * as configuration from '../rules/configuration';
import type * as readDocument from '../documents/read-document';
import type * as listedWaivers from './listed-waivers';
import type * as draftFacts from '../questions/draft-facts';
import type * as readFacts from '../declarations/read-facts';
import type * as askFacts from '../questions/ask-facts';
import type * as askOnTerminal from './ask-on-terminal';
import type * as compliance from './compliance-program';
import type * as history from './history-program';
import type * as addressList from '../serve/address-list';
import type * as runTaskServer from '../serve/run-task-server';
import type * as explain from './explain-lines';

/** The shape of results, by its path in the package. */
export const resultSchemaFile = 'schemas/lightbound.result.schema.json';

/** The parts of the product that a run loads only when it comes to them. */
export const onDemand = {
  baseline: () => require('../findings/baseline') as typeof baseline,
  check: () => require('../check') as typeof check,
  completion: () => require('../completion/completion-script') as typeof completion,
  compliance: () => require('./compliance-program') as typeof compliance,
  history: () => require('./history-program') as typeof history,
  configuration: () => require('../rules/configuration') as typeof configuration,
  factsFile: () => require('../facts-file/facts-file') as typeof factsFile,
  loadDeclarations: () => require('../facts-file/load-declarations') as typeof loadDeclarations,
  draftFacts: () => require('../questions/draft-facts') as typeof draftFacts,
  asking: () => ({
    ...(require('../questions/ask-facts') as typeof askFacts),
    ...(require('./ask-on-terminal') as typeof askOnTerminal),
  }),
  readFacts: () => require('../declarations/read-facts') as typeof readFacts,
  askLink: () => require('../link/ask-link') as typeof askLink,
  askOptions: () => require('../link/ask-options') as typeof askOptions,
  explain: () => require('./explain-lines') as typeof explain,
  resultSchema: () => JSON.parse(packageFile(resultSchemaFile)) as unknown,
  readDocument: () => require('../documents/read-document') as typeof readDocument,
  serve: () => ({
    ...(require('../serve/address-list') as typeof addressList),
    ...(require('../serve/run-task-server') as typeof runTaskServer),
  }),
  listedWaivers: () => require('./listed-waivers') as typeof listedWaivers,
  writeFacts: () => require('../declarations/write-facts') as typeof writeFacts,
};
