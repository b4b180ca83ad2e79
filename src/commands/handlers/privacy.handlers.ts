import { CommandHandler } from '@nestjs/cqrs';
import { EraseDataSubject, RecordTextsExpired } from '../../domain/privacy/commands.js';
import { RunsCommand } from './runs-command.js';

@CommandHandler(EraseDataSubject)
export class EraseDataSubjectHandler extends RunsCommand {}
@CommandHandler(RecordTextsExpired)
export class RecordTextsExpiredHandler extends RunsCommand {}

export const PRIVACY_HANDLERS = [EraseDataSubjectHandler, RecordTextsExpiredHandler];
