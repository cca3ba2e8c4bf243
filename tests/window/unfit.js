// The body of a function that tells what is wrong with the page as it is drawn. Comes after colours.js.
const unfit = [];
for (const one of document.querySelectorAll('body *')) {
  const said = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (one.offsetParent === null || !said && !one.matches('input:not([type=radio], [type=checkbox])')) continue;
  const style = getComputedStyle(one);
  const ratio = apart(channels(style.color).rgb, ground(one));
  const large = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
  if (ratio < (large ? 3 : 4.5)) unfit.push(`${one.id || one.textContent.trim()} stands out ${ratio.toFixed(2)}`);
}
// What shows where something can be typed or chosen, and what a symbol or a picture is drawn with,
// but for the grooves in it.
for (const one of document.querySelectorAll('input, select, .segments :has(:checked), [aria-current], svg *')) {
  const style = getComputedStyle(one);
  const drawn = one.closest('svg') ? [style.stroke, style.fill] : [style.borderTopColor, style.backgroundColor];
  if (!one.checkVisibility({ opacityProperty: true }) || one.matches('g, title, text, .day, #ring > :first-child')) continue;
  const around = ground(one.closest('svg') ?? one.parentElement);
  const ratios = drawn.filter((colour) => /^(rgb|color)/.test(colour) && channels(colour).a > 0)
    .map((colour) => apart(channels(colour).rgb, around));
  if (ratios.length && Math.max(...ratios) < 3) unfit.push(`${one.id || one.outerHTML.slice(0, 90)} is drawn ${Math.max(...ratios).toFixed(2)}`);
}
if (document.documentElement.scrollWidth > innerWidth) unfit.push('the page is too wide');
for (const one of document.querySelectorAll('body *')) {
  if (one.offsetParent === null || one.closest('svg')) continue;
  const is = one.id || one.textContent.trim() || one.className;
  if (one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && !one.matches('input, select, #preset-cards'))
    unfit.push(`${is} is cut`);
  const { width, height } = one.getBoundingClientRect();
  const hit = one.matches('input[type=checkbox]') ? 18 : 24;
  if (one.matches('button, input, select, summary') && (width < hit || height < hit))
    unfit.push(`${is} has ${width}×${height}`);
}
for (const one of document.querySelectorAll('fieldset')) {
  const gap = one.getBoundingClientRect().bottom - one.lastElementChild.getBoundingClientRect().bottom;
  if (Math.abs(gap) > 1) unfit.push(`${one.id} has ${gap} too much`);
}
// Large text must leave a view that can be used, if need be by scrolling the whole page.
for (const one of document.querySelectorAll('.scroll')) {
  const least = Math.min(one.scrollHeight, 8 * parseFloat(getComputedStyle(document.documentElement).fontSize));
  if (one.offsetParent !== null && one.clientHeight + 1 < least) unfit.push(`of ${one.id} only ${one.clientHeight} are seen`);
}
return unfit;
