import {
  type DocumentNode,
  execute,
  getNamedType,
  getVariableValues,
  type ExecutionResult,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  type SelectionSetNode,
  subscribe,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { type Kind as PermissionKind, permission, POLICY } from '../../access/policy.js';
import { ownQuery } from '../kit/node.js';
import { OperationLimits } from './limits.js';

export type Variables = Readonly<Record<string, unknown>>;

/**
 * Compiling takes about a third of a millisecond per field. Operations larger than any that the web pages send are interpreted.
 */
const MAX_COMPILED_FIELDS = 500;

/**
 * One operation of a valid document. Its first run is interpreted; it is compiled (graphql-jit) at the second, so that one-off
 * operations are never compiled.
 */
export class Operation {
  readonly kind: OperationTypeNode;
  /** The name that the client gave it. */
  readonly name: string | undefined;
  /** Its only root field, or `several`: a metrics label with few values. */
  readonly field: string;
  /** The permissions that the caller needs: one per root field, and those that the policy table demands for nested fields. */
  readonly permissions: readonly string[];
  private readonly limits: OperationLimits;
  private compiled: CompiledQuery | 'not yet' | 'not to be' = 'not yet';
  private runs = 0;

  constructor(
    readonly schema: GraphQLSchema,
    readonly document: DocumentNode,
    private readonly definition: OperationDefinitionNode,
  ) {
    this.kind = definition.operation;
    this.name = definition.name?.value;
    const { roots, nested } = askedFor(schema, document, definition);
    this.field = roots.length === 1 ? roots[0]! : 'several';
    const asked = roots.filter((name) => name !== '__typename').map((name) => permission(KINDS[this.kind], name));
    this.permissions = [...new Set([...asked, ...nested])];
    this.limits = new OperationLimits(schema, document, definition);
  }

  /** Returns its estimated cost. @throws RapportError QUERY_TOO_DEEP, QUERY_TOO_COSTLY */
  checkLimits(variables: Variables): number {
    return this.limits.check(variables);
  }

  /** Executes a query or a mutation. */
  run(contextValue: unknown, variables: Variables): ExecutionResult | Promise<ExecutionResult> {
    // Checked here because the compiled query has other messages for invalid variables: the same mistake must give the same
    // error.
    const { errors } = getVariableValues(this.schema, this.definition.variableDefinitions ?? [], variables, { maxErrors: 50 });
    if (errors) return { errors };
    this.runs += 1;
    if (this.runs > 1 && this.compiled === 'not yet') this.compile(variables);
    const result = typeof this.compiled === 'object' ? this.compiled.query(undefined, contextValue, variables) : undefined;
    // When the compiled query refuses variables, GraphQL.js refuses them again: its error names the place within the input.
    if (result === undefined || isWithoutData(result)) return execute(this.arguments(contextValue, variables));
    return result;
  }

  /** Starts a subscription. Returns a result with errors when it is refused. */
  subscribe(contextValue: unknown, variables: Variables): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult> {
    return subscribe(this.arguments(contextValue, variables));
  }

  private arguments(contextValue: unknown, variables: Variables) {
    const { schema, document } = this;
    return { schema, document, operationName: this.name, contextValue, variableValues: variables };
  }

  private compile(variables: Variables): void {
    const compiled =
      this.limits.measure(variables).fields <= MAX_COMPILED_FIELDS && compileQuery(this.schema, this.document, this.name);
    this.compiled = compiled && isCompiledQuery(compiled) ? compiled : 'not to be';
  }
}

const isWithoutData = (result: ExecutionResult | Promise<ExecutionResult>): boolean =>
  !(result instanceof Promise) && result.data === undefined;

const KINDS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const satisfies Record<
  OperationTypeNode,
  PermissionKind
>;

/**
 * Types that require the permission of their own query when nested in another object. Not in a mutation's payload: who may
 * execute the mutation may see its outcome.
 */
const GUARDED: ReadonlySet<string> = new Set(['Relationship', 'Interaction']);

/**
 * The root fields of an operation, and the permissions that its nested selections require: those that the policy table names
 * for a field, and those of the query for a GUARDED type. Includes fragments. Each fragment is visited once, because nested
 * fragments would take exponential time.
 */
function askedFor(schema: GraphQLSchema, document: DocumentNode, definition: OperationDefinitionNode) {
  const [roots, nested, seen] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );
  const root = schema.getRootType(definition.operation);
  const isOutcome = (parent: GraphQLNamedType | undefined) => parent === root || parent?.name.endsWith('Payload');
  const look = ({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (parent === root) roots.add(name);
        const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
        const type = field && getNamedType(field.type);
        const own = permission('Field', `${parent?.name}.${name}`);
        if (POLICY.has(own)) nested.add(own);
        if (type && GUARDED.has(type.name) && !isOutcome(parent)) nested.add(permission('Query', ownQuery(type.name)));
        if (selection.selectionSet) look(selection.selectionSet, type);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const { typeCondition } = selection;
        look(selection.selectionSet, typeCondition ? schema.getType(typeCondition.name.value) : parent);
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) look(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
      }
    }
  };
  look(definition.selectionSet, root ?? undefined);
  return { roots: [...roots], nested: [...nested] };
}
