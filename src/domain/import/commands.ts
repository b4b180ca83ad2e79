import { command } from '../kernel/command.js';
import { run } from './fields.js';

export class RecordImportRun extends command({
  aggregate: 'import',
  key: ['runId'],
  description: 'Records what an import did, when it is done. Only an import sends it: nobody else can know its counts.',
  fields: run,
}) {}

export const IMPORT_COMMANDS = [RecordImportRun] as const;
