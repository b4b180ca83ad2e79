import { Tokenizer, TokenParser } from '@streamparser/json';

/** Whether a text may hold a number that JavaScript's would not give back as it stands: many digits, an exponent, a fraction that ends in 0. */
const MAY_LOSE_DIGITS = /\d{16}|\d[eE][+-]?\d|\.\d*0(?!\d)/;

/** Reads JSON and keeps the digits of its numbers: ids are often larger than a double can tell apart. Throws where it is no JSON. */
export function parseExactly(text: string): unknown {
  if (!MAY_LOSE_DIGITS.test(text)) return JSON.parse(text);
  let parsed: unknown;
  const tokenizer = exactTokenizer();
  const parser = new TokenParser({ paths: ['$'], keepStack: false });
  parser.onValue = ({ value }) => (parsed = value);
  tokenizer.onToken = (token) => parser.write(token);
  tokenizer.write(text);
  if (!tokenizer.isEnded) tokenizer.end();
  if (!parser.isEnded) parser.end();
  return parsed;
}

/** Gives numbers that JavaScript would write differently as texts. */
class ExactTokenizer extends Tokenizer {
  protected override parseNumber(text: string): number {
    const number = Number(text);
    return String(number) === text ? number : (text as unknown as number);
  }
}

export const exactTokenizer = (): Tokenizer => new ExactTokenizer();
