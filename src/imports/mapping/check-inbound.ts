import { invalidMapping } from './invalid-mapping.js';
import type { Mapping } from './mapping.js';

/** Whether what is posted can be told to be from its source, and read. Throws INVALID_MAPPING. */
export function checkInbound({ inbound, format }: Mapping): void {
  if (inbound === undefined) return;
  const { hmac, token, timestamp, columns = format.columns } = inbound;
  if ((hmac === undefined) === (token === undefined)) {
    throw invalidMapping('inbound', 'it declares how a delivery is signed: by hmac or by token, one of them');
  }
  const signs = hmac?.signs ?? '{body}';
  if (!signs.includes('{body}'))
    throw invalidMapping('inbound.hmac.signs', 'a signature that leaves out the {body} says nothing');
  if (signs.includes('{timestamp}') && timestamp === undefined) {
    throw invalidMapping('inbound.timestamp', 'hmac.signs names it: declare its header and age limit');
  }
  if (columns === undefined || format.type === 'xes') {
    throw invalidMapping(
      'inbound.columns',
      'a posted body has no header',
      'List the columns to read; a.b reaches into an object.',
    );
  }
}
