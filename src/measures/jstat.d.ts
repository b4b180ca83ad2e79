/** Types of the used part of jstat, which ships none. */
declare module 'jstat' {
  interface JStat {
    /** Regularised incomplete beta function I_x(a, b). */
    ibeta(x: number, a: number, b: number): number;
    readonly beta: {
      /** The quantile `p` of Beta(a, b). */
      inv(p: number, a: number, b: number): number;
    };
  }
  const jstat: { readonly jStat: JStat };
  export default jstat;
}
