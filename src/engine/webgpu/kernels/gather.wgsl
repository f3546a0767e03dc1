// Writes an image, mirrored and shifted by its sample word and scaled to 0 … 1, into its frame of zeros [32, 32].
// One item is a pixel.
// Twin: gather.ts (gather).

fn gather(sample: u32, item: u32, word: u32) {
  let place = vec2i(vec2u(item % 28, item / 28));
  let shift = vec2i(vec2u(word >> 21, word >> 26) & vec2u(31)) - vec2i(16);
  let source = place - shift;
  let column = select(source.x, 27 - source.x, ((word >> 20) & 1) == 1);
  let inside = all(vec4<bool>(source >= vec2i(0), source < vec2i(28)));
  let at = (word & 0xfffff) * 784 + select(0, u32(source.y * 28 + column), inside);
  let value = f32((dataset[at >> 2] >> (8 * (at & 3))) & 255) / 255.0;
  writeImage(sample, u32(place.y + 2) * 32 + u32(place.x + 2), select(0.0, value, inside));
}
