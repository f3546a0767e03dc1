// c3 with its activation, and s4: one item is a pooled position of two maps, which share the regions.
// Twin: convolution.ts (convolve).

const C3_ITEMS = 25 * C3_PAIRS;

fn s2Row(sample: u32, at: u32) -> RegionRow {
  return regionRow(
    readS2(sample, at),
    readS2(sample, at + 1),
    readS2(sample, at + 2),
    readS2(sample, at + 3),
    readS2(sample, at + 4),
    readS2(sample, at + 5),
  );
}

fn c3Forward(sample: u32, item: u32) {
  let map = 2 * (item / 25);
  let next = min(map + 1, C3 - 1);
  let place = item % 25;
  let corner = 28 * (place / 5) + 2 * (place % 5);
  var sum = vec4f(parameters[member][C3_BIAS + map]);
  var nextSum = vec4f(parameters[member][C3_BIAS + next]);
  for (var input = 0u; input < C1; input++) {
    let at = corner + input * 196;
    let region = Region(
      s2Row(sample, at),
      s2Row(sample, at + 14),
      s2Row(sample, at + 28),
      s2Row(sample, at + 42),
      s2Row(sample, at + 56),
      s2Row(sample, at + 70),
    );
    sum = correlate(region, C3_WEIGHT + (map * C1 + input) * KERNEL, sum);
    nextSum = correlate(region, C3_WEIGHT + (next * C1 + input) * KERNEL, nextSum);
  }
  storeC3(sample, map, place, sum);
  if (next > map) { storeC3(sample, next, place, nextSum); }
}
