"use strict";
(() => {
  const tools = document.getElementById("tools");
  const search = document.getElementById("search");
  const role = document.getElementById("role");
  const letter = document.getElementById("letter");
  const found = document.getElementById("found");
  const stub = document.querySelectorAll(".heads > th").length - role.options.length + 1;
  const rows = [...document.querySelectorAll(".matrix tbody tr:not(.group)")];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const names = rows.map((row) => {
    const group = row.parentElement.querySelector(".group");
    return plain(row.cells[0].textContent + " " + (group ? group.textContent : ""));
  });
  const fits = (row, name) => {
    if (!name.includes(plain(search.value.trim()))) return false;
    if (!role.value && !letter.value) return true;
    const cells = role.value ? [row.cells[stub + Number(role.value)]] : [...row.cells].slice(stub);
    return cells.some((cell) => cell.textContent && cell.textContent.includes(letter.value));
  };
  const filter = () => {
    let shown = 0;
    rows.forEach((row, place) => {
      row.hidden = !fits(row, names[place]);
      shown += row.hidden ? 0 : 1;
    });
    for (const group of document.querySelectorAll(".matrix .group")) {
      group.hidden = !group.parentElement.querySelector("tr:not(.group):not([hidden])");
    }
    found.textContent = shown === rows.length ? "" : `${shown} / ${rows.length}`;
  };
  tools.hidden = false;
  tools.addEventListener("input", filter);
  tools.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
