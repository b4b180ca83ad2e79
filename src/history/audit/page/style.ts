/** The page's own look: nothing is loaded from anywhere, and it prints. */
export const STYLE = `
:root { color-scheme: light; --ink: #1f2933; --quiet: #61707f; --line: #d9dfe5; --good: #1a7f37; --bad: #c2410c; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 2rem 1.5rem 4rem; color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.7rem; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; margin: 2.6rem 0 .3rem; border-bottom: 2px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
p { max-width: 48rem; margin: .3rem 0 .8rem; }
.quiet { color: var(--quiet); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.2rem; margin: 1rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: 1rem 0; }
a { color: #1d5fa8; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .6rem 0; font-size: .875rem; }
th, td { padding: .25rem .55rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { font-weight: 600; color: var(--quiet); vertical-align: bottom; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number { white-space: nowrap; }
td:first-child { min-width: 12rem; }
tr.whole td { font-weight: 600; }
.improvement { color: var(--good); }
.concern { color: var(--bad); }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(21rem, 1fr)); gap: .8rem 1rem; margin: .8rem 0; }
.charts svg { max-width: 100%; height: auto; }
details { margin: .5rem 0; }
summary { cursor: pointer; font-weight: 600; }
code { font-size: .85em; }
@media print { details > * { display: block; } nav { display: none; } h2 { break-after: avoid; } svg, tr { break-inside: avoid; } }
`;
