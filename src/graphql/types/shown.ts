import { namedEnum } from '../inputs/enums.js';

export const Shown = namedEnum('Shown', ['SHOWN', 'SUPPRESSED'], 'Whether a number may be shown.', {
  SUPPRESSED: 'Too few people stand behind it, or it could be worked out with others’ numbers: neither null nor 0 is meant.',
});
