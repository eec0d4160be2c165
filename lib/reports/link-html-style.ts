import { blue, hairline, ink, muted, paper, vermilion } from './link-chart-style';

/** The page's style sheet; light and dark as the reader's system is. */
export const htmlStyle = `
:root{--ink:${ink};--muted:${muted};--hairline:${hairline};--paper:${paper};--blue:${blue};--vermilion:${vermilion}}
@media (prefers-color-scheme:dark){:root{--ink:#ececef;--muted:#a9adb6;--hairline:#3a3d44;--paper:#16181c;--blue:#6db8ee;--vermilion:#f0936d}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 sans-serif}
main{max-width:54rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.4rem;line-height:1.3;margin:0 0 .5rem}
h2{font-size:1.1rem;margin:2rem 0 .5rem}
.verdict{display:inline-block;margin:0;padding:.1rem .6rem;border:2px solid currentColor;border-radius:.25rem;font-weight:bold}
.verdict::before{content:"\\2717\\00a0"}
.verdict.feasible::before,.verdict.feasible-when-throttled::before{content:"\\2713\\00a0"}
.verdict.undetermined::before{content:"?\\00a0"}
ul{margin:.75rem 0;padding-left:1.25rem}
figure{margin:1.5rem 0}
figcaption{font-weight:bold;margin-bottom:.25rem}
figure svg{display:block;width:100%;height:auto}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;color:var(--muted);padding-bottom:.25rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--hairline)}
.n{white-space:nowrap}
th[scope=row]{font-weight:normal;min-width:9rem}
@media print{:root{--ink:#000;--paper:#fff}}
`;
