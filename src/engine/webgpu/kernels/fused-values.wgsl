// Where the values between the layers lie when one workgroup takes a sample all the way: in its own memory.

var<workgroup> s2Local: array<f32, C1 * 196>;
// The picture, until c3 takes its place.
var<workgroup> c3Local: array<f32, max(C3 * 100, 1024u)>;

fn readImage(sample: u32, i: u32) -> f32 { return c3Local[i]; }
// Kept for the weights' gradients as well.
fn writeImage(sample: u32, i: u32, value: f32) {
  c3Local[i] = value;
  values[FRAMED_AT + sample * 1024 + i] = value;
}
fn readS2(sample: u32, i: u32) -> f32 { return s2Local[i]; }
fn writeS2(sample: u32, i: u32, value: f32) { s2Local[i] = value; }
// Outputs of c3, then their gradients.
fn readC3(sample: u32, i: u32) -> f32 { return c3Local[i]; }
fn writeC3(sample: u32, i: u32, value: f32) { c3Local[i] = value; }
// Kept for the weights' gradients as well.
fn writeS4(sample: u32, i: u32, value: f32) {
  denseLocal[i] = value;
  values[S4_AT + sample * S4 + i] = value;
}
