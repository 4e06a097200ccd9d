import { revealing } from './script.ts';

/** The only script of the page: deep links into what is closed. */
export const killScript = `
(() => {
  ${revealing('.keep')}
})();
`;
