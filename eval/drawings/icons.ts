// Icons of garments with their classes, from open icon sets in the development dependencies @iconify-json/*:
// game-icons (CC BY 3.0), Phosphor, hugeicons, Tabler, Iconoir, Fluent emoji (MIT), MingCute, IconPark, MDI (Apache 2.0).

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CLASS_KEYS } from '../../src/contract/dataset.ts';

interface IconSet {
  width?: number;
  height?: number;
  icons: Record<string, { body: string; width?: number; height?: number }>;
}

/** For each class, "set: names", separated by semicolons. */
const ICON_NAMES: Record<(typeof CLASS_KEYS)[number], string> = {
  tshirt:
    'game-icons: t-shirt tank-top sleeveless-top; hugeicons: t-shirt tank-top; icon-park-outline: t-shirt; ' +
    'ph: t-shirt t-shirt-fill; mingcute: t-shirt-line t-shirt-2-fill; mdi: tshirt-v-outline tshirt-crew; ' +
    'tabler: shirt; iconoir: shirt-tank-top; fluent-emoji-high-contrast: t-shirt',
  trouser:
    'game-icons: trousers armored-pants; hugeicons: jogger-pants; icon-park-outline: clothes-pants trousers-bell-bottoms ' +
    'clothes-pants-sweat; iconoir: pants pants-pockets; mingcute: trouser-line trouser-fill; ph: pants pants-fill; ' +
    'fluent-emoji-high-contrast: jeans',
  pullover:
    'game-icons: hoodie; hugeicons: hoodie jumpers; icon-park-outline: clothes-hoodie clothes-sweater sweater; ' +
    'ph: hoodie hoodie-fill',
  dress:
    'game-icons: dress ample-dress large-dress; hugeicons: dress-01 dress-02 dress-03 dress-05 dress-07; ' +
    'icon-park-outline: full-dress-longuette; mingcute: dress-line dress-fill; ph: dress dress-fill; ' +
    'fluent-emoji-high-contrast: dress',
  coat:
    'game-icons: lab-coat moncler-jacket pirate-coat; hugeicons: cardigan; icon-park-outline: men-jacket women-coat ' +
    'clothes-cardigan; tabler: jacket; mingcute: coat-line coat-fill; fluent-emoji-high-contrast: coat lab-coat',
  sandal:
    'game-icons: flip-flops sandal high-heel; hugeicons: sandals high-heels-01 high-heels-02; icon-park-outline: sandals ' +
    'slippers; iconoir: sandals; tabler: flip-flops; ph: high-heel high-heel-fill; ' +
    'fluent-emoji-high-contrast: thong-sandal womans-sandal',
  shirt:
    'game-icons: shirt polo-shirt fur-shirt; hugeicons: long-sleeve-shirt shirt-01; mingcute: shirt-line shirt-fill; ' +
    'icon-park-outline: clothes-suit; iconoir: shirt; tabler: shirt-sport',
  sneaker:
    'game-icons: converse-shoe running-shoe; hugeicons: running-shoes shoes sneaker sport-shoe; mdi: shoe-sneaker; ' +
    'tabler: shoe; ph: sneaker sneaker-fill; mingcute: shoe-line shoe-fill shoe-2-line; ' +
    'fluent-emoji-high-contrast: running-shoe mans-shoe',
  bag:
    'game-icons: hand-bag shoulder-bag beach-bag briefcase; hugeicons: hand-bag-01 hand-bag-02 purse-01 shopping-bag-01; ' +
    'icon-park-outline: handbag shopping-bag commuter-bag retro-bag; iconoir: handbag; ph: handbag tote handbag-fill; ' +
    'fluent-emoji-high-contrast: handbag clutch-bag',
  boot:
    'game-icons: boots chelsea-boot cowboy-boot fur-boot leather-boot rubber-boot steeltoe-boots; ' +
    'icon-park-outline: boots; ph: boot boot-fill; fluent-emoji-high-contrast: hiking-boot womans-boot',
};

export interface Icon {
  label: (typeof CLASS_KEYS)[number];
  name: string;
  svg: string;
}

/** All icons of ICON_NAMES as SVG. Throws if a set lacks an icon. */
export function readIcons(): Icon[] {
  const require = createRequire(import.meta.url);
  const sets = new Map<string, IconSet>();
  const setOf = (name: string): IconSet => {
    const path = require.resolve(`@iconify-json/${name}/icons.json`);
    const set = sets.get(name) ?? (JSON.parse(readFileSync(path, 'utf8')) as IconSet);
    sets.set(name, set);
    return set;
  };
  const icons: Icon[] = [];
  for (const [label, list] of Object.entries(ICON_NAMES)) {
    for (const group of list.split(';')) {
      const [setName, names] = group.split(':').map((part) => part.trim());
      const set = setOf(setName!);
      for (const name of names!.split(/\s+/)) {
        const icon = set.icons[name];
        if (!icon) throw new Error(`${setName} has no icon ${name}`);
        const [width, height] = [icon.width ?? set.width ?? 16, icon.height ?? set.height ?? 16];
        const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" color="#fff">${icon.body}</svg>`;
        icons.push({ label: label as Icon['label'], name: `${setName}:${name}`, svg });
      }
    }
  }
  return icons;
}
