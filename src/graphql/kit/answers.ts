import { applyDecorators, type ArgumentsHost, Catch, type ExceptionFilter, type Type, UseFilters } from '@nestjs/common';
import * as graphql from '@nestjs/graphql';
import type { QueryOptions, ResolveFieldOptions } from '@nestjs/graphql';

/**
 * Passes every error on to `formatError`, the only place that assigns codes and logs. Without this filter Nest would log every
 * refusal as a server error, and every bug a second time, without the request's id.
 */
@Catch()
export class PassingFilter implements ExceptionFilter<unknown> {
  catch(error: unknown, _host: ArgumentsHost): never {
    throw error;
  }
}

/**
 * Declares a resolver whose errors reach `formatError` unchanged.
 *
 * Field resolvers have no parameter decorators on purpose. Nest then calls them directly, as `(parent, args, context)`, instead
 * of through its guards and pipes, which would cost more than the field itself.
 */
export const Answers = (type?: graphql.ReturnTypeFunc): ClassDecorator =>
  applyDecorators(type ? graphql.Resolver(type) : graphql.Resolver(), UseFilters(PassingFilter));

/**
 * What a resolver may return for a declared type. For a class: any object that has the class's fields, except `id`, which is
 * derived from a node's key. Fields with a resolver are not declared in the class, so they are not required. For a scalar or an
 * enum: anything, because GraphQL rejects invalid values.
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

/**
 * Nest's `Query`, for a method whose return type fits the declared type. Renaming a result's field does not compile until the
 * API follows.
 */
export const Query = <const T, const O extends QueryOptions>(type: () => T, options?: O): Resolver<Resolved<T, O>> =>
  graphql.Query(type as graphql.ReturnTypeFunc, options ?? {});

/** Nest's `ResolveField`, checked like `Query`. */
export const ResolveField = <const T, const O extends ResolveFieldOptions>(
  type: () => T,
  options?: O,
): Resolver<Resolved<T, O>> => graphql.ResolveField(type as graphql.ReturnTypeFunc, options ?? {});
