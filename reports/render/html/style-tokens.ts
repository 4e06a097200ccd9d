/** Colours, type and space, light and dark. */
export const tokensStyle = `
:root {
  color-scheme: light dark; --paper: #fff; --wash: #f5f6f8; --line: #d8dce2; --edge: #7b8491; --ink: #161a20;
  --ink2: #4b5462; --link: #0b4f9e; --focus: #0b4f9e; --pass: #17663a; --fail: #a9211a; --fail-bg: #fcebe9;
  --warn: #7d4b00; --warn-bg: #fbf0dc; --open: #573a9c; --open-bg: #f0ecfa; --mute: #4b5462; --mute-bg: #eef0f3;
  --tag: #1d4e7a; --val: #6a3d00;
  --sans: system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;
  --mono: ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;
  --s1: .25rem; --s2: .5rem; --s3: .75rem; --s4: 1rem; --s6: 1.5rem; --s10: 2.5rem; --s16: 4rem;
}
@media (prefers-color-scheme:dark) {
  :root {
    --paper: #13161b; --wash: #1a1e25; --line: #313843; --edge: #7f8a99; --ink: #e9ecf0; --ink2: #abb4c0;
    --link: #8dbaff; --focus: #8dbaff; --pass: #74cf9a; --fail: #ff938a; --fail-bg: #3a1b1a; --warn: #f0ba55;
    --warn-bg: #352912; --open: #bfabff; --open-bg: #292141; --mute: #abb4c0; --mute-bg: #232932; --tag: #8cc3f2;
    --val: #e2b07a;
`;
