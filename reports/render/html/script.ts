/** Opens what a link leads into, and everything on paper but what matches `folded`. */
export const revealing = (folded: string): string => `const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const details = target && target.closest('details');
    if (details) { details.open = true; target.scrollIntoView(); }
  };
  addEventListener('hashchange', reveal);
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details:not(${folded})')) details.open = true;
  });
  reveal();`;

/** The only script of a report: filters, deep links into closed findings, and everything open on paper. */
export const script = `
(() => {
  const form = document.getElementById('filters');
  const table = document.getElementById('matrix');
  const shown = document.getElementById('shown');
  const rows = [...table.querySelectorAll('tr[data-area]')];
  form.hidden = false;
  const apply = () => {
    const wanted = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
    const sides = wanted.direction === undefined ? ['ab', 'ba'] : [wanted.direction];
    table.dataset.dir = wanted.direction ?? '';
    const fits = (name, value) => wanted[name] === undefined || wanted[name] === value;
    for (const row of rows) {
      const { area, level, article } = row.dataset;
      const side = (k) => fits('verdict', row.dataset['v' + k]) && fits('party', row.dataset['p' + k]);
      row.hidden = !(fits('area', area) && fits('level', level) && fits('article', article) && sides.some(side));
    }
    for (const body of table.tBodies) body.hidden = !body.querySelector('tr[data-area]:not([hidden])');
    shown.textContent = rows.filter((row) => !row.hidden).length + ' of ' + rows.length + ' shown';
  };
  form.addEventListener('change', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  ${revealing('.more')}
  apply();
})();
`;
