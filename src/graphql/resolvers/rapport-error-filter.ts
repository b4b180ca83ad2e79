import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { RapportError } from '../../domain/kernel/errors.js';

/** Lets a refusal pass to the error formatter. Without it Nest logs each one as a fault of ours, with its stack. */
@Catch(RapportError)
export class RapportErrorFilter implements ExceptionFilter<RapportError> {
  catch(error: RapportError, _host: ArgumentsHost): never {
    throw error;
  }
}
