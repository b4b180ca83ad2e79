import { RE2JS } from 're2js';
import { invalidMapping } from '../mapping/invalid-mapping.js';

/** A compiled regular expression of a mapping. */
export interface Pattern {
  test(text: string): boolean;
  /** The first group that matched, or the whole match where there are no groups; null where there is no match. */
  partOf(text: string): string | null;
}

/**
 * Compiles a mapping's regular expression for RE2, which runs in time linear to the text. JavaScript's engine backtracks, and
 * may never finish on a pattern like `^(a+)+$`. What RE2 cannot express for that reason (look-around, back references) is
 * rejected.
 * @throws RapportError INVALID_MAPPING with the reason, naming the field
 */
export function compilePattern(pattern: string, field: string): Pattern {
  const compiled = compile(pattern, field);
  const groups = compiled.groupCount();
  return {
    test: (text) => compiled.test(text),
    partOf: (text) => {
      const matcher = compiled.matcher(text);
      if (!matcher.find()) return null;
      for (let group = 1; group <= groups; group++) {
        const part = matcher.group(group);
        if (part !== null) return part;
      }
      return groups === 0 ? (matcher.group() ?? '') : '';
    },
  };
}

function compile(pattern: string, field: string): RE2JS {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern));
  } catch (error) {
    throw invalidMapping(
      field,
      `"${pattern}" is not a supported regular expression: ${(error as Error).message}`,
      'Use the syntax of RE2, which supports neither look-around and back references nor more than 1,000 repeats.',
    );
  }
}
