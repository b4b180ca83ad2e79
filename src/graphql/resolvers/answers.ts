import { applyDecorators, UseFilters } from '@nestjs/common';
import { Resolver, type ReturnTypeFunc } from '@nestjs/graphql';
import { PassingFilter } from '../errors/passing-filter.js';

/**
 * A resolver whose refusals reach the client as they are.
 *
 * Field resolvers carry no parameter decorators on purpose: Nest then calls them as they are, `(parent, args, context)`, and not through the
 * machinery of guards and pipes, which would cost more than the field itself.
 */
export const Answers = (type?: ReturnTypeFunc): ClassDecorator =>
  applyDecorators(type ? Resolver(type) : Resolver(), UseFilters(PassingFilter));
