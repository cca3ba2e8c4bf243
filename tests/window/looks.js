// The body of a function that has the page look as on another desktop: its rules for more contrast
// are taken for true, or its colours are forced as Chromium forces them. Without a look it is as before.
// Returns what was chosen and doesn't show it.
const [look, source] = arguments;
window.unlook?.();
window.unlook = undefined;
if (!look) return [];
const undo = [];
window.unlook = () => undo.reverse().forEach((one) => one());

const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
const more = rules.filter((rule) => rule.media?.mediaText.includes('prefers-contrast'));
if (!more.length) throw new Error('no rules for more contrast');
for (const { media } of more) {
  const had = media.mediaText;
  media.mediaText = 'all';
  undo.push(() => (media.mediaText = had));
}
if (look === 'more') return [];

// The palettes of two of Windows' themes: Aquatic and Desert.
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
const palette = dark
  ? { Canvas: '#202020', CanvasText: '#ffffff', ButtonFace: '#202020', ButtonText: '#ffffff',
      Highlight: '#8ee3f0', HighlightText: '#263b50', GrayText: '#a6a6a6' }
  : { Canvas: '#fffaef', CanvasText: '#3d3d3d', ButtonFace: '#fffaef', ButtonText: '#202020',
      Highlight: '#903909', HighlightText: '#fff5e3', GrayText: '#676767' };
const coloured = (text) => text.replace(/\b[A-Z]\w+\b/g, (name) => palette[name] ?? name);

// The page's own rules, and whom they take out.
const inside = source.match(/@media \(forced-colors: active\) \{([^]*?)\n\}/g) ?? [];
const own = inside.flatMap((block) => [...block.matchAll(/\n\t([^\t{}][^{}]*)\{([^{}]*)\}/g)]);
if (!own.length) throw new Error('no rules for forced colours');
const free = own.filter(([, , says]) => says.includes('forced-color-adjust: none')).map(([, of]) => of.trim());
const isFree = (one) => free.some((of) => one.closest(`:is(${of})`));
const sheet = new CSSStyleSheet();
sheet.replaceSync(own.map(([, of, says]) => `${of} { ${coloured(says)} }`).join('\n'));
document.adoptedStyleSheets.push(sheet);
undo.push(() => document.adoptedStyleSheets.pop());

// A ground that is not there stays so.
const see = (one) => ({ one, opaque: !/, 0\)$/.test(getComputedStyle(one).backgroundColor) });
const all = [...document.querySelectorAll('html, body, body *')];
const forced = all.filter((one) => !isFree(one) && (!one.closest('svg') || one.matches('svg, text'))).map(see);
for (const { one, opaque } of forced) {
  const had = one.style.cssText;
  undo.push(() => (one.style.cssText = had));
  const is = one.matches('button') ? 'Button' : 'Canvas';
  const force = (name, value) => one.style.setProperty(name, value, 'important');
  force('color', palette[is === 'Button' ? 'ButtonText' : 'CanvasText']);
  force('border-color', palette[is === 'Button' ? 'ButtonText' : 'CanvasText']);
  force('outline-color', palette.Highlight);
  force('box-shadow', 'none');
  opaque && force('background-color', palette[is === 'Button' ? 'ButtonFace' : 'Canvas']);
  one.matches('text') && force('fill', palette.CanvasText);
}
const rgb = (colour) => {
  const drawn = Object.assign(document.createElement('i'), { style: `color: ${colour}` });
  document.body.append(drawn);
  const { color } = getComputedStyle(drawn);
  drawn.remove();
  return color;
};
const chosen = document.querySelectorAll('[aria-current], .segments label:has(:checked), #presets [aria-pressed=true]');
return [...chosen]
  .filter((one) => one.offsetParent && getComputedStyle(one).backgroundColor !== rgb(palette.Highlight))
  .map((one) => `${one.textContent.trim()} is chosen and does not show it`);
