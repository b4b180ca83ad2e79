import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import { RapportError } from '../../domain/kernel/errors.js';

/**
 * Passes a refusal on to the subscriber. Without it Nest logs each as a fault of ours, with its stack. Subscriptions do not pass the error
 * formatter of queries: the code has to travel in the error itself.
 */
@Catch(RapportError)
export class SubscriptionErrorFilter implements ExceptionFilter<RapportError> {
  catch(error: RapportError, _host: ArgumentsHost): never {
    const { code, message, field, remedy } = error;
    throw new GraphQLError(message, { originalError: error, extensions: { code, field, remedy } });
  }
}
