import fc from 'fast-check';

/** What a server might send to harm whoever reads of it, by what it aims at. Every script sets `breached`, every address is 192.0.2.1. */
export const hostileKinds: Readonly<Record<string, readonly string[]>> = {
  markup: [
    `"><img src=x onerror="window.breached=1"><script>window.breached=1</script><svg/onload=window.breached=1>`,
    `</script></style></textarea></title></svg></select></pre></details></table>--><!--<![CDATA[<plaintext>`,
    `' onmouseover='window.breached=1' autofocus onfocus=window.breached=1 x="\` style=position:fixed`,
    `<iframe srcdoc="<script>parent.breached=1</script>"><object data=http://192.0.2.1/><embed src=http://192.0.2.1/>`,
    `<math><mtext></form><form><mglyph><style></math><img src onerror=window.breached=1>`,
    `&lt;script&gt;&#60;img src=x&#62;&quot;&NewLine;&amp;&bogus;&#x202E;&#0;`,
    `<base href=//192.0.2.1/><meta http-equiv=refresh content="0;url=http://192.0.2.1/"><link rel=stylesheet href=//192.0.2.1/>`,
    `<img srcset="http://192.0.2.1/1 1x, http://192.0.2.1/2 2x"><video poster=http://192.0.2.1/ autoplay><a ping=http://192.0.2.1/>`,
    `<div style="background:url(http://192.0.2.1/)">@import url(//192.0.2.1/);} * {display:none; background:url(//192.0.2.1/)}`,
    `<input name=shown id=shown form=filters><a id=matrix><form id=filters name=body>`,
  ],
  address: [
    `javascript:window.breached=1//[a](javascript:alert(1)) ![x](http://192.0.2.1/x.png) | \`code\``,
    `data:text/html,<script>opener.breached=1</script> http://192.0.2.1/ https://192.0.2.1 www.example.com xmpp:a@b.example`,
    `vbscript:msgbox(1) file:///etc/passwd //192.0.2.1/x mailto:a@b.example ftp://192.0.2.1/`,
  ],
  template: ['{{constructor.constructor("window.breached=1")()}}', '${window.breached=1} #{7*7} <%= 7*7 %> $& $1 $`'],
  markdown: [
    `@octocat @team/all #1 GH-1 a@b.example !1 ~label :tada: [x]: http://192.0.2.1/ "t"`,
    `| a | b |\n|---|---|\n# head\n- item\n\`\`\`\n<details open>\n[^1]: note ![](//192.0.2.1/)`,
    `**b** __i__ ~~s~~ \\| \`x\` $x^2$ <b>x</b> <http://192.0.2.1/> \\`,
  ],
  formula: [
    `=HYPERLINK("http://192.0.2.1/","x")`,
    `+1+cmd|' /C calc'!A0`,
    `-2+3`,
    `@SUM(1;1)`,
    `\t=1`,
    `\r=1`,
    ` =1`,
    `\u3000\uFF1D1`,
    `\uFF0B1 \uFF0D1 \uFF201`,
    `"=1"`,
    `'=1`,
    `x;=1+1;"=2";\t=3\n=4\n;+5,=6`,
  ],
  terminal: [
    `\u001B[2J\u001B[1A\u001B]0;owned\u0007\u009B31m\u009D0;owned\u009C\r\u0008\u007F`,
    `\u001B]8;;http://192.0.2.1/\u001B\\click\u001B]8;;\u001B\\ \u001BP+q\u001B\\ \u001Bc \u0090 \u000E`,
  ],
  log: [
    `\n::error file=x::owned\n  ::add-mask::pass\n##vso[task.setvariable variable=x]1 ##[error]x\n##teamcity[buildStop]`,
    `\n14:02:11 1/1 pass           forged.line`,
    `[[ATTACHMENT|/etc/passwd]]`,
  ],
  bidi: [
    `\u202Etxt.exe\u202C\u2066\u2069\u200F\u061C`,
    `\u202A\u202B\u202D\u2067\u2068 \u2069\u2069\u202C`,
    `\u05D0\u05D1\u05D2 12 (34)`,
    `\u0627\u0644\u0639\u0631\u0628\u064A\u0629: 5`,
  ],
  xml: [
    `]]>]]&gt;<!ENTITY x SYSTEM "file:///etc/passwd">&x;`,
    `--> <?xml-stylesheet href="http://192.0.2.1/"?><!DOCTYPE x>`,
    `]]`,
    `]]>]]>]]]>>`,
    `<!-- 2026-11-18T14:02:11.000Z 1.0 ms A romeo x receives -->`,
  ],
  broken: [
    `\uD800 \uDC00 \uD83D`,
    `\u0000\u0001\uFFFE\uFFFF\uFEFF\u2028\u2029\u0085\u000B\u000C`,
    `\u{1FFFE}\uFDD0\u{E0041}`,
  ],
  unseen: [`\u200B\u00AD\u2060\u3164\u115F\uFFA0\u034F\u180B\u{1D173}\u17B4`, '   ', '\n\n\n', '\t'],
  room: [
    'x'.repeat(600),
    `W${'i\u0301\u0302\u0303'.repeat(4)}${'\u0301'.repeat(120)}`,
    '\uFF37'.repeat(80),
    '\u{1F600}'.repeat(60),
  ],
  lookup: ['__proto__', 'constructor', 'toString', 'hasOwnProperty'],
};

/** Every hostile text. */
export const allHostile: readonly string[] = Object.values(hostileKinds).flat();

const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 10 })
  .map((units) => String.fromCharCode(...units));

const seams = [
  '=',
  '<',
  '>',
  '&',
  '"',
  "'",
  '\n',
  '\t',
  '\\',
  '|',
  '`',
  ';',
  ']]',
  '->',
  '@',
  '#',
  ':',
  '/',
  '',
] as const;

/** Hostile texts, pieces of them and any code units at all, one after another: the seams are hostile too. */
export const anyHostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...allHostile) },
      { weight: 2, arbitrary: fc.constantFrom<string>(...seams) },
      { weight: 1, arbitrary: anyUnits },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 10 }) },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''));
