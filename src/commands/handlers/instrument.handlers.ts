import { CommandHandler } from '@nestjs/cqrs';
import { RegisterInstrument } from '../../domain/instrument/commands.js';
import { RunsCommand } from './runs-command.js';

@CommandHandler(RegisterInstrument)
export class RegisterInstrumentHandler extends RunsCommand {}

export const INSTRUMENT_HANDLERS = [RegisterInstrumentHandler];
