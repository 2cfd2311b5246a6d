
document.querySelectorAll('table.classes').forEach(table => table.querySelectorAll('thead th').forEach((head, column) => {
  head.tabIndex = 0;
  const sort = () => {
    const down = head.getAttribute('aria-sort') !== 'descending';
    table.querySelectorAll('thead th').forEach(other => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const value = row => row.cells[column].dataset.value ?? row.cells[column].textContent;
    const compare = (a, b) => column === 0 ? value(b).localeCompare(value(a)) : value(b) - value(a);
    const rows = [...table.tBodies[0].rows].sort((a, b) => down ? compare(a, b) : compare(b, a));
    table.tBodies[0].append(...rows);
  };
  head.addEventListener('click', sort);
  head.addEventListener('keydown', event => event.key === 'Enter' ? sort() : undefined);
}));
