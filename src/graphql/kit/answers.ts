import { applyDecorators, type ArgumentsHost, Catch, type ExceptionFilter, type Type, UseFilters } from '@nestjs/common';
import * as graphql from '@nestjs/graphql';
import type { QueryOptions, ResolveFieldOptions } from '@nestjs/graphql';

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
export const Answers = (type?: graphql.ReturnTypeFunc): ClassDecorator =>
  applyDecorators(type ? graphql.Resolver(type) : graphql.Resolver(), UseFilters(PassingFilter));

/**
 * What may be returned where this type is declared: of a class, whatever has the fields that it shows as they are. Those with a resolver are not
 * the class's own, and `id` is resolved of a node's key. Of a scalar or an enumeration, anything: GraphQL refuses what it is not.
 */
export type Shown<T> = T extends readonly [infer Item]
  ? readonly Shown<Item>[]
  : T extends StringConstructor
    ? string
    : T extends BooleanConstructor
      ? boolean
      : T extends Type<infer Class>
        ? { readonly [F in keyof Class as F extends 'id' ? never : F]: Class[F] }
        : unknown;

type Resolved<T, Options> = Shown<T> | (Options extends { readonly nullable: true } ? null | undefined : never);
type Resolver<R> = <M extends (...args: never[]) => R | Promise<R>>(
  prototype: object,
  name: string,
  method: TypedPropertyDescriptor<M>,
) => void;

/** Nest's, of a method that returns what the type shows: a query's result that renames a field does not compile until the API follows. */
export const Query = <const T, const O extends QueryOptions>(type: () => T, options?: O): Resolver<Resolved<T, O>> =>
  graphql.Query(type as graphql.ReturnTypeFunc, options ?? {});

/** As `Query`. */
export const ResolveField = <const T, const O extends ResolveFieldOptions>(
  type: () => T,
  options?: O,
): Resolver<Resolved<T, O>> => graphql.ResolveField(type as graphql.ReturnTypeFunc, options ?? {});
