import { applyDecorators, type ArgumentsHost, Catch, type ExceptionFilter, UseFilters } from '@nestjs/common';
import { Resolver, type ReturnTypeFunc } from '@nestjs/graphql';

/**
 * Lets every error pass to `formatError`, the one place that codes and logs it. Without it Nest would log each refusal as a fault of ours, and each
 * defect a second time, without the request's id.
 */
@Catch()
export class PassingFilter implements ExceptionFilter<unknown> {
  catch(error: unknown, _host: ArgumentsHost): never {
    throw error;
  }
}

/**
 * A resolver whose refusals reach the client as they are.
 *
 * Field resolvers carry no parameter decorators on purpose: Nest then calls them as they are, `(parent, args, context)`, and not through the
 * machinery of guards and pipes, which would cost more than the field itself.
 */
export const Answers = (type?: ReturnTypeFunc): ClassDecorator =>
  applyDecorators(type ? Resolver(type) : Resolver(), UseFilters(PassingFilter));
