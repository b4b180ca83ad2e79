export { tallyBetween, type Tallies } from '../kit/tallies.js';
