import { CommandHandler } from '@nestjs/cqrs';
import { AnchorReads, EraseDataSubject, RecordTextsExpired } from '../../domain/privacy/commands.js';
import { RunsCommand } from './runs-command.js';

@CommandHandler(EraseDataSubject)
export class EraseDataSubjectHandler extends RunsCommand {}
@CommandHandler(RecordTextsExpired)
export class RecordTextsExpiredHandler extends RunsCommand {}
@CommandHandler(AnchorReads)
export class AnchorReadsHandler extends RunsCommand {}

export const PRIVACY_HANDLERS = [EraseDataSubjectHandler, RecordTextsExpiredHandler, AnchorReadsHandler];
