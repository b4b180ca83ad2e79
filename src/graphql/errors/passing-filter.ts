import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';

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
