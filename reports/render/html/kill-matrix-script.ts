/** The only script of the page: deep links into what is closed. */
export const killScript = `
(() => {
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const details = target && target.closest('details');
    if (details) { details.open = true; target.scrollIntoView(); }
  };
  addEventListener('hashchange', reveal);
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details:not(.keep)')) details.open = true;
  });
  reveal();
})();
`;
