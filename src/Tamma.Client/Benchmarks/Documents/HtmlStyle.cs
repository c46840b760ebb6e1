namespace Tamma.Client.Benchmarks.Documents;

/// <summary>The look of the page: light or dark as the reader's system is, and on paper light. The four colours are told apart by the colour-blind (after Okabe and Ito).</summary>
internal static class HtmlStyle
{
    public static Html Sheet { get; } = new("""
        :root{color-scheme:light dark;--bg:#fff;--soft:#f5f6f8;--line:#dde1e7;--ink:#16191d;--dim:#57606b;--c1:#0067a8;--c2:#b85000;--c3:#007a5a;--c4:#a3347f;--ok:#00664b;--okbg:#e6f5f0;--warn:#8a4200;--warnbg:#fdf1e3;--bad:#a4123f;--badbg:#fdecef}
        @media (prefers-color-scheme:dark){:root{--bg:#14171b;--soft:#1d2127;--line:#353c46;--ink:#eceff3;--dim:#a5afbb;--c1:#5ab4f0;--c2:#f0a35a;--c3:#3fcf9f;--c4:#ec8fc8;--ok:#6fe0bb;--okbg:#12302a;--warn:#f5bd84;--warnbg:#38270f;--bad:#ff9db2;--badbg:#3d1620}}
        @media print{:root{color-scheme:light;--bg:#fff;--soft:#f5f6f8;--line:#ccc;--ink:#000;--dim:#444;--c1:#0067a8;--c2:#b85000;--c3:#007a5a;--c4:#a3347f;--ok:#00664b;--okbg:#fff;--warn:#8a4200;--warnbg:#fff;--bad:#a4123f;--badbg:#fff}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0 auto;max-width:1080px;padding:32px 24px 56px;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        h1{font-size:28px;line-height:1.2;margin:2px 0 4px;overflow-wrap:anywhere}
        h2{font-size:19px;margin:40px 0 12px;padding-top:16px;border-top:1px solid var(--line)}
        h3{font-size:16px;margin:24px 0 8px}
        p{margin:0 0 8px}
        .over{color:var(--dim);margin:0}
        .sub{color:var(--dim);overflow-wrap:anywhere}
        .verdict{margin:20px 0;padding:14px 18px;border-left:5px solid var(--ok);background:var(--okbg);border-radius:4px}
        .verdict strong{color:var(--ok);font-size:18px;margin-right:8px}
        .verdict.warn{border-color:var(--warn);background:var(--warnbg)}.verdict.warn strong{color:var(--warn)}
        .verdict.bad{border-color:var(--bad);background:var(--badbg)}.verdict.bad strong{color:var(--bad)}
        .verdict p:last-child{margin:0}.verdict ul{margin:8px 0 0;padding-left:20px}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:20px 0}
        .tile{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:12px 14px}
        .tile b{display:block;font-size:24px;line-height:1.25;font-variant-numeric:tabular-nums}
        .tile b small{font-size:14px;font-weight:400;color:var(--dim);margin-left:4px}
        .tile span{color:var(--dim);font-size:13px;display:block}
        dl{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 40px;margin:0}
        dl div{display:flex;gap:12px;justify-content:space-between;border-bottom:1px solid var(--line);padding:6px 0}
        dt{color:var(--dim);flex:none;max-width:50%}dd{margin:0;text-align:right;overflow-wrap:anywhere;min-width:0}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        caption{text-align:left;color:var(--dim);padding:0 0 8px}
        th,td{text-align:left;padding:6px 8px;border-bottom:1px solid var(--line);vertical-align:top}
        thead th{font-size:13px;color:var(--dim);font-weight:600;white-space:nowrap}
        tbody th{font-weight:400;white-space:nowrap}
        .nw{white-space:nowrap}
        .n{text-align:right;white-space:nowrap}
        td small,.few{color:var(--dim);font-size:12px;white-space:nowrap}
        td small{display:block}
        .wide{overflow-x:auto}
        tr.knee{background:var(--soft)}tr.knee th{font-weight:700}
        .charts{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:20px 28px}
        figure{margin:0;min-width:0;break-inside:avoid}
        figcaption{font-weight:600;margin-bottom:4px}figcaption small{font-weight:400;color:var(--dim);margin-left:8px;font-size:13px}
        svg{display:block;width:100%;height:auto;overflow:visible}
        .legend{display:flex;flex-wrap:wrap;gap:2px 16px;font-size:13px;color:var(--dim);margin:2px 0 6px}
        .legend span{display:inline-flex;align-items:center;gap:6px}.legend svg{width:26px;height:10px}
        .t{font-size:12px;fill:var(--dim)}.l{font-size:12px;fill:var(--ink);paint-order:stroke;stroke:var(--bg);stroke-width:3px;stroke-linejoin:round}.m{font-size:12px;font-weight:600;fill:var(--ink);paint-order:stroke;stroke:var(--bg);stroke-width:3px}
        .grid{stroke:var(--line);fill:none}.axis{stroke:var(--dim);fill:none}.mark{stroke:var(--ink);stroke-dasharray:5 4;fill:none}.band{fill:var(--soft)}
        .s1,.s2,.s3,.s4{fill:none;stroke-width:2;stroke-linejoin:round}.s1,.w1{stroke:var(--c1)}.s2,.w2{stroke:var(--c2)}.s3,.w3{stroke:var(--c3)}.s4,.w4{stroke:var(--c4)}
        .dash{stroke-dasharray:4 4}.w1,.w2,.w3,.w4{fill:none;stroke-width:1.5}
        .a1,.a2,.a3,.a4{opacity:.16}.a1,.d1{fill:var(--c1)}.a2,.d2{fill:var(--c2)}.a3,.d3{fill:var(--c3)}.a4,.d4{fill:var(--c4)}
        .h1,.h2,.h3,.h4{fill:var(--bg);stroke-width:2}.h1{stroke:var(--c1)}.h2{stroke:var(--c2)}.h3{stroke:var(--c3)}.h4{stroke:var(--c4)}
        .n1,.n2,.n3,.n4{fill:transparent}.p:hover circle{fill:var(--ink);stroke:var(--bg)}
        details{margin:6px 0}summary{cursor:pointer;color:var(--dim);font-size:13px;padding:4px 0}
        details.level>summary{font-size:15px;color:var(--ink);padding:10px 0;border-bottom:1px solid var(--line)}
        footer{margin-top:48px;padding-top:12px;border-top:1px solid var(--line);color:var(--dim);font-size:13px}
        @media (max-width:760px){body{padding:20px 14px 40px}h1{font-size:23px}.charts{grid-template-columns:minmax(0,1fr)}dl{grid-template-columns:minmax(0,1fr)}.t,.l,.m{font-size:13.5px}}
        @media print{body{max-width:none;padding:0;font-size:12px}details:not(.level)>*{display:none}h2{break-after:avoid}.tile,.verdict{border:1px solid #999}}
        """);
}
