import { type ArgumentNode, type ASTNode, type GraphQLError, Kind, type ObjectFieldNode, type Token, TokenKind } from 'graphql';

const OPENING: ReadonlySet<string> = new Set([TokenKind.PAREN_L, TokenKind.BRACE_L, TokenKind.BRACKET_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.PAREN_R, TokenKind.BRACE_R, TokenKind.BRACKET_R]);

/**
 * The input field that a validation error is about, where the value was written into the query: `actor.kind` as for a variable. GraphQL tells
 * the node only, whose tokens lead back to the names before it. Undefined for errors about what is asked, not what is sent.
 */
export function literalField({ nodes, message }: GraphQLError): string | undefined {
  const missing = /^Field "[^"]*?(?:\.([^".]+)" of required type|" argument "([^"]+)" of type .* is required)/.exec(message);
  const [, field, argument] = missing ?? [];
  if (argument !== undefined) return argument;
  const node = nodes?.[0];
  if (node === undefined || !isSent(node)) return undefined;
  const own = isPair(node) ? node.name.value : field;
  const path = [...namesAround(node), ...(own === undefined ? [] : [own])];
  // Every mutation has the one argument: a variable in its place is not named either.
  return (path.length > 1 && path[0] === 'input' ? path.slice(1) : path).join('.') || undefined;
}

const isPair = (node: ASTNode): node is ObjectFieldNode | ArgumentNode =>
  node.kind === Kind.OBJECT_FIELD || node.kind === Kind.ARGUMENT;
const isSent = (node: ASTNode) => node.kind.endsWith('Value') || isPair(node);

/** The names of what the node stands in, from the outermost argument inwards. */
function namesAround(node: ASTNode): readonly string[] {
  const names: string[] = [];
  /** Brackets of things beside, not around. */
  let closed = 0;
  /** Whether the name before the next colon is that of a thing beside. */
  let named = isPair(node);
  for (let at: Token | null | undefined = node.loc?.startToken.prev; at; at = at.prev) {
    if (CLOSING.has(at.kind)) closed += 1;
    else if (!OPENING.has(at.kind)) {
      if (at.kind !== TokenKind.COLON || closed > 0 || named) continue;
      names.unshift(at.prev?.value ?? '');
      named = true;
    } else if (closed > 0) closed -= 1;
    else if (at.kind === TokenKind.PAREN_L) break;
    else named = false;
  }
  return names;
}
