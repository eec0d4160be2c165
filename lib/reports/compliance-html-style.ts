import { blue, hairline, ink, muted, paper, vermilion } from './link-chart-style';

/** The style sheet of the page; light and dark as the reader's system is, and for paper. */
export const complianceStyle = `
:root{--ink:${ink};--muted:${muted};--hairline:${hairline};--paper:${paper};--blue:${blue};--vermilion:${vermilion};--land:#e3e4e1;--card:#f6f6f4;--open:#6b5500}
@media (prefers-color-scheme:dark){:root{--ink:#ececef;--muted:#a9adb6;--hairline:#3a3d44;--paper:#16181c;--blue:#6db8ee;--vermilion:#f0936d;--land:#30343b;--card:#1e2126;--open:#e2c04d}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 sans-serif;overflow-wrap:break-word}
main{max-width:76rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1rem;font-weight:normal;color:var(--muted);margin:0}
.sentence{font-size:1.7rem;line-height:1.25;font-weight:bold;margin:.25rem 0 .75rem;max-width:42rem}
.more{margin:0 0 1rem;max-width:52rem}
h2{font-size:1.25rem;margin:2.5rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--hairline)}
h3{font-size:1rem;margin:1.25rem 0 .25rem}
article h3{margin-top:0}
h4{font-size:.9rem;margin:.75rem 0 .1rem;color:var(--muted)}
a{color:var(--blue)}
p{max-width:52rem;margin:.25rem 0}
.note{color:var(--muted);margin-bottom:.5rem}
ul{margin:.25rem 0;padding-left:1.25rem}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0}
nav a{display:inline-block;padding:.2rem 0}
.states{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0}
.states li{background:var(--card);border:1px solid var(--hairline);border-radius:.4rem;padding:.5rem .8rem;min-width:7.5rem}
.states b{display:block;font-size:1.5rem;line-height:1.2}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;color:var(--muted);padding-bottom:.25rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--hairline)}
thead th{vertical-align:bottom;color:var(--muted);font-weight:normal}
th[scope=row]{font-weight:normal;min-width:8rem}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead th.number{white-space:normal;hyphens:auto}
td.text{min-width:9rem}
td.text:has(.mark){min-width:7rem}
.digest{font:.8rem/1.5 monospace;overflow-wrap:anywhere}
.mark{white-space:nowrap;font-weight:bold}
.mark.broken{color:var(--vermilion)}
.mark.open{color:var(--open)}
.mark.holds{color:var(--blue)}
.mark.unknown{color:var(--muted)}
.map{margin:1rem 0}
.map svg{display:block;width:100%;height:auto;border:1px solid var(--hairline);border-radius:.4rem}
.sea{fill:var(--card)}
.land{fill:var(--land)}
.line{fill:none;stroke-width:calc(.2px*var(--u));stroke-linecap:butt}
.line.broken{stroke:var(--vermilion);stroke-width:calc(.26px*var(--u))}
.line.open{stroke:var(--open);stroke-dasharray:calc(.8px*var(--u)) calc(.45px*var(--u))}
.line.holds,.line.unknown{stroke:var(--blue);stroke-linecap:round;stroke-dasharray:.1px calc(.5px*var(--u))}
.spot{stroke:var(--paper)}
.spot.broken{fill:var(--vermilion)}
.spot.open{fill:var(--paper);stroke:var(--open)}
.spot.holds{fill:var(--blue)}
.spot.unknown{fill:var(--muted)}
:is(.map,.insets) svg text{fill:var(--ink);stroke:var(--paper);paint-order:stroke;font-family:sans-serif}
.map svg text.trip{fill:var(--muted)}
.map svg text.trip.broken{fill:var(--vermilion)}
.leader{stroke:var(--hairline);fill:none}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:.5rem 0}
.map .legend svg{display:inline-block;width:48px;border:0;border-radius:0;vertical-align:middle}
figcaption{color:var(--muted);font-size:.9rem}
figure{margin:0}
.insets{display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:1rem;margin:1rem 0}
.insets svg{display:block;width:100%;height:auto;border:1px solid var(--hairline);border-radius:.4rem}
.chart{overflow-x:auto;margin:.75rem 0;max-width:54rem}
.chart figcaption{color:var(--ink);font-weight:bold}
.chart svg{display:block;width:100%;height:auto}
code{overflow-wrap:anywhere}
article{border:1px solid var(--hairline);border-radius:.4rem;background:var(--card);padding:.9rem 1rem;margin:.75rem 0}
article:target,li:target{outline:3px solid var(--blue)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .75rem;margin:.25rem 0}
dt{color:var(--muted)}
dd{margin:0;min-width:0}
.steps{margin:0;padding-left:1.25rem}
.n{white-space:nowrap}
@media screen and (max-width:700px){
table,tbody,tr,td,th[scope=row]{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{border-bottom:1px solid var(--hairline);padding:.5rem 0}
td,th[scope=row]{border:0;padding:.1rem 0;min-width:0}
th[scope=row]{font-weight:bold}
td::before{content:attr(data-head) ": ";color:var(--muted)}
td:empty{display:none}
td.number{display:inline-block;text-align:left;margin-right:1rem}
main{padding:1rem .75rem 3rem}
.sentence{font-size:1.3rem}
.states li{flex:1 1 40%}
.map svg text{display:none}
.chart svg{min-width:640px}
dl{grid-template-columns:1fr}
dd{margin-bottom:.25rem}
}
@media print{
:root{--ink:#000;--muted:#444;--hairline:#bbb;--paper:#fff;--blue:#00548a;--vermilion:#a83a00;--land:#e8e8e8;--card:#fff;--open:#5c4900}
body{font-size:10pt}
main{max-width:none;padding:0}
nav{display:none}
.wide{overflow:visible}
table{font-size:8pt}
th[scope=row],td.text{min-width:0}
tr,article,figure{break-inside:avoid}
h2,h3{break-after:avoid}
a{color:inherit;text-decoration:none}
.map svg text{display:inline}
.chart{overflow:visible}
.chart svg{min-width:0}
}
`;
