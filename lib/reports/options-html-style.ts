import { htmlStyle } from './link-html-style';

/** The style sheet of the page of a link, and that of the comparison, whose cells stand below each other on a narrow screen. */
export const optionsStyle = `${htmlStyle}
main{max-width:72rem}
.compared td{min-width:9rem}
.compared td p{margin:0 0 .25rem}
.compared .verdict,article .verdict{padding:0 .4rem}
article{border-top:1px solid var(--hairline);margin-top:1.5rem;padding-top:.25rem}
h3{font-size:1rem;margin:1rem 0 .25rem}
.takes{color:var(--muted)}
@media screen and (max-width:700px){
.compared table,.compared tbody,.compared tr,.compared td,.compared th[scope=row]{display:block}
.compared thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.compared tr{border-bottom:1px solid var(--hairline);padding:.5rem 0}
.compared td,.compared th[scope=row]{border:0;padding:.1rem 0;min-width:0}
.compared th[scope=row]{font-weight:bold}
.compared td::before{content:attr(data-head) ": ";color:var(--muted)}
main{padding:1rem .75rem 3rem}
}
@media print{
main{max-width:none;padding:0}
body{font-size:10pt}
table{font-size:8pt}
.compared td,th[scope=row]{min-width:0}
tr,article h3{break-inside:avoid}
h2,h3{break-after:avoid}
.wide{overflow:visible}
}
`;
