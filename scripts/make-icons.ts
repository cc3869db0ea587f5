/** Draws the app's icons from resources/icons/icon.svg, for every system: `npm run icons:make`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { icnsOf, icoOf } from './icons/containers.js';
import { drawIcon, iconSizes, iconsFolder, pngName } from './icons/draw.js';

const pictures = await Promise.all(iconSizes.map(drawIcon));
mkdirSync(join(iconsFolder, 'png'), { recursive: true });
// A picture larger than what Linux looks for would only make the app larger.
for (const { size, png } of pictures.filter(({ size }) => size <= 512)) writeFileSync(join(iconsFolder, 'png', pngName(size)), png);
writeFileSync(join(iconsFolder, 'icon.ico'), icoOf(pictures.filter(({ size }) => size <= 256)));
writeFileSync(join(iconsFolder, 'icon.icns'), icnsOf(pictures));
