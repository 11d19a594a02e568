// Writes css/app.css: what the pages use of Tabler, then our own sheet.
// Light and dark follow the system by light-dark(), so every rule for a theme
// that is chosen by an attribute goes.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import postcss from 'postcss';
import { PurgeCSS } from 'purgecss';
import { transformSync } from 'esbuild';

const chosen = /data-bs-|\[data-theme|theme-(dark|light)|\.(markdown|prose|hljs|layout-|navbar|page-)/;
const tabler = postcss.parse(readFileSync('node_modules/@tabler/core/dist/css/tabler.css', 'utf8'));
tabler.walkRules((rule) => {
  if (!chosen.test(rule.selector)) return;
  rule.selectors = rule.selectors.filter((s) => !chosen.test(s));
  if (rule.selectors.join('') === '') rule.remove();
});
// The kit's pictures of icons and other strings that only its own script uses.
tabler.walkComments((c) => { if (!c.text.startsWith('!')) c.remove(); });

const tags = 'html body a p b strong em small code pre time ul ol li dl dt dd h1 h2 h3 h4 hr table caption thead tbody tfoot tr th td form fieldset legend label input select textarea button optgroup option svg img details summary dialog main nav section header footer'.split(' ');

// Our own sheet is written by hand and holds nothing that is not used; what
// pages choose by a value (st-done, fill-ppp) no search would find.
const font = readFileSync('fonts/inter.woff2');
const hash = createHash('sha256').update(font).digest('hex').slice(0, 10); // as static.go does
const own = readFileSync('src/app.css', 'utf8').replace('fonts/inter.woff2', `fonts/inter.${hash}.woff2`);
const used = [...own.matchAll(/\.([a-z][\w-]*)/g)].map((m) => m[1]);
const out = await new PurgeCSS().purge({
  css: [{ raw: tabler.toString() + own }],
  content: [
    '../views/**/*.templ',
    '../views/**/!(*_templ|*_test).go',
    'src/app.js',
  ],
  safelist: { standard: [...used, ...tags, 'row', /^col(-(sm|md|lg|xl))?(-\d+)?$/, /^g[xy]?-\d$/, /^m[by]-\d$/] },
  variables: true,
  keyframes: true,
  fontFace: false, // its name stands in a variable, where purgecss does not look,
});
const { code } = transformSync(out[0].css, { loader: 'css', minify: true, target: ['chrome123', 'firefox120', 'safari17.5'], legalComments: 'inline' });
writeFileSync('css/app.css', code);

// Sheets of some pages only: nothing of the kit, nothing to purge.
for (const name of ['timeline', 'draft', 'paper', 'comparison', 'calendar', 'case', 'sitting', 'funding', 'list', 'keys', 'dashboard', 'rating', 'search']) {
  const css = readFileSync(`src/${name}.css`, 'utf8');
  writeFileSync(`css/${name}.css`, transformSync(css, { loader: 'css', minify: true, target: ['chrome123', 'firefox120', 'safari17.5'] }).code);
}
