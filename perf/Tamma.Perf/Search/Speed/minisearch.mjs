// MiniSearch over the same documents and queries as the others. Usage: node minisearch.mjs MODULE build|ask|rank FOLDER RUN
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [, , module, verb, folder, run] = process.argv;
const { default: MiniSearch } = await import(pathToFileURL(module));
const kept = ['Key', 'Provider', 'FamilyName', 'Context', 'Input', 'Tools', 'Reasoning', 'Takes', 'Gives'];
const options = {
  idField: 'place',
  fields: ['Id', 'Name', 'Seller', 'Family', 'Words'],
  tokenize: text => text.split(' '),
  processTerm: term => term || null,
};
const boost = { Id: 3, Name: 3, Seller: 1.5, Family: 1, Words: 0.5 };
const facets = [m => [m.Provider], m => [m.FamilyName], m => [m.Tools], m => [m.Reasoning], m => m.Takes, m => m.Gives];
const result = figures => console.log('RESULT ' + JSON.stringify(figures));

// Rows beside the index: MiniSearch would copy what it stores into every hit.
const documents = [];
for await (const line of createInterface({ input: createReadStream(`${folder}/documents.jsonl`) })) documents.push(JSON.parse(line));

if (verb === 'build') {
  const index = new MiniSearch(options);
  const started = performance.now();
  index.addAll(documents.map((document, place) => ({ ...document, place })));
  result({ build_ms: performance.now() - started });
  writeFileSync(`${folder}/minisearch`, JSON.stringify(index));
  process.exit();
}

const rows = documents.map(document => Object.fromEntries(kept.map(name => [name, document[name]])));
const index = MiniSearch.loadJSON(readFileSync(`${folder}/minisearch`, 'utf8'), options);
const queries = JSON.parse(readFileSync(`${folder}/queries.json`, 'utf8'));

function accepts(query) {
  const tests = [];
  if (query.Provider !== null) tests.push(m => m.Provider === query.Provider);
  if (query.Context !== null) tests.push(m => m.Context !== null && m.Context >= query.Context);
  if (query.Input !== null) tests.push(m => m.Input !== null && m.Input <= query.Input);
  if (query.Tools) tests.push(m => m.Tools === true);
  if (query.Reasoning) tests.push(m => m.Reasoning === true);
  if (query.Takes !== null) tests.push(m => m.Takes.includes(query.Takes));
  return tests.length === 0 ? undefined : hit => { const model = rows[hit.id]; return tests.every(test => test(model)); };
}

function search(query) {
  const filter = accepts(query);
  if (query.Class === 'Browse') {
    const found = index.search(MiniSearch.wildcard, { filter });
    found.sort((a, b) => rows[a.id].Input - rows[b.id].Input || a.id - b.id);
    return [found.length, found.slice(0, 20).map(hit => rows[hit.id].Key)];
  }
  if (query.Words.length === 0) return [0, []];
  const text = query.Words.join(' ');
  const found = index.search(text, { combineWith: 'AND', prefix: (_, i, terms) => i === terms.length - 1, boost, filter });
  const page = found.slice(0, 20).map(hit => rows[hit.id].Key);
  if (query.Class === 'Faceted') {
    const counts = facets.map(() => new Map());
    for (const hit of found) {
      const model = rows[hit.id];
      for (let i = 0; i < facets.length; i++) for (const value of facets[i](model)) counts[i].set(value, (counts[i].get(value) ?? 0) + 1);
    }
    counts.map(map => [...map].sort((a, b) => b[1] - a[1]).slice(0, 20));
  }
  if (page.length < 20) {
    for (const hit of index.search(text, { combineWith: 'OR', fuzzy: term => (term.length > 3 ? 0.2 : false), boost, filter })) {
      const key = rows[hit.id].Key;
      if (!page.includes(key)) page.push(key);
      if (page.length === 20) break;
    }
  }
  return [found.length, page];
}

if (verb === 'rank') {
  writeFileSync(`${folder}/minisearch.pages.json`, JSON.stringify(queries.map(query => search(query)[1])));
  process.exit();
}

const classes = Map.groupBy ? Map.groupBy(queries, query => query.Class) : queries.reduce((map, query) => map.set(query.Class, [...(map.get(query.Class) ?? []), query]), new Map());
const [figures, times] = [{}, {}];
for (const measured of [false, true]) {
  for (const [name, of] of classes) {
    const from = Math.floor((Number(run) * of.length) / 7);
    const [all, sums, counts] = [[], new Array(of.length).fill(0), new Array(of.length).fill(0)];
    const started = performance.now();
    let before = started;
    for (let i = 0; before - started < (measured ? 300 : 250) || (measured && i < 5) || i < 1; i++) {
      const at = (from + i) % of.length;
      search(of[at]);
      const now = performance.now();
      const took = (now - before) * 1000;
      before = now;
      all.push(took);
      sums[at] += took;
      counts[at]++;
    }
    if (!measured) continue;
    const took = (before - started) / 1000;
    all.sort((a, b) => a - b);
    figures[`${name}_p50`] = all[all.length >> 1];
    figures[`${name}_p99`] = all[Math.floor(all.length * 0.99)];
    figures[`${name}_qps`] = all.length / took;
    figures[`${name}_asked`] = Math.min(all.length, of.length);
    figures[`${name}_matches`] = name === 'Browse' ? of.slice(0, 20).reduce((sum, query) => sum + search(query)[0], 0) : 0;
    times[name] = sums.map((sum, i) => (counts[i] ? sum / counts[i] : 0));
  }
}
writeFileSync(`${folder}/minisearch.times.json`, JSON.stringify(times));
result(figures);
