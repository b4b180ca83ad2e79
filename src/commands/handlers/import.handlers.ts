import { CommandHandler } from '@nestjs/cqrs';
import { RecordImportRun } from '../../domain/import/commands.js';
import { RunsCommand } from './runs-command.js';

@CommandHandler(RecordImportRun)
export class RecordImportRunHandler extends RunsCommand {}

export const IMPORT_HANDLERS = [RecordImportRunHandler];
