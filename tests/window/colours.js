// For the body of a function: what it takes to compare the colours that are drawn.
const channels = (colour) => {
  const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
  const scale = colour.startsWith('color(') ? 1 : 255;
  return { rgb: [r, g, b].map((one) => one / scale), a };
};
const light = (rgb) => {
  const [r, g, b] = rgb.map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (one) => {
  for (; one; one = one.parentElement) {
    const { rgb, a } = channels(getComputedStyle(one).backgroundColor);
    if (a === 1) return rgb;
  }
  return [1, 1, 1];
};
/** How far two colours are apart, 1 to 21. */
const apart = (one, other) => {
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
};
